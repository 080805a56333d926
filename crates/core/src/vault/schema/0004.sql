-- A sealed copy of the search index may lie beside the database. This mark is drawn with each copy and
-- stands in it as well, so that a copy is never taken for that of another state.
ALTER TABLE clock ADD COLUMN index_copy BLOB CHECK (length(index_copy) = 16);

-- Entries that are not what they were when the copy was made.
CREATE TABLE index_stale (
    entry INTEGER PRIMARY KEY
) STRICT;
