-- Which entries have a file is asked when one is erased, and for every file when the vault's key or its
-- backups change.

CREATE INDEX attachment_by_hash ON attachment (hash);
