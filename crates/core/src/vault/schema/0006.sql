-- Files that portfolios were exported as, and the documents that they were made of: each once, found by
-- its SHA-256. The records of sort "kept_export" say which is what.
CREATE TABLE kept_file (
    seq   INTEGER PRIMARY KEY,
    hash  BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    bytes BLOB NOT NULL
) STRICT;
