-- The first schema. Rows that leave the device carry a UUID, the device that last changed them, the
-- stamp of that change, and a tombstone instead of being deleted. `seq` is local and only joins.
-- Moments are UTC milliseconds; dates are the author's own calendar.
--
-- What every save writes is checked for less than the rest: no device is ever removed, so the rows
-- around an entry do not look for theirs; a version is found by its entry, so its id has no index.

CREATE TABLE device (
    seq   INTEGER PRIMARY KEY,
    id    BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    name  TEXT    NOT NULL,
    since INTEGER NOT NULL
) STRICT;

-- One row: who this copy of the vault is, and the last stamp that it issued.
CREATE TABLE clock (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    device INTEGER NOT NULL REFERENCES device (seq),
    stamp  INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    key    TEXT    PRIMARY KEY,
    value  TEXT    NOT NULL CHECK (json_valid(value)),
    device INTEGER NOT NULL REFERENCES device (seq),
    stamp  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    seq           INTEGER PRIMARY KEY,
    id            BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    -- Not IN (...): for that SQLite would build a table at every insertion.
    kind          TEXT    NOT NULL CHECK (kind = 'reflection' OR kind = 'win' OR kind = 'challenge'
                                          OR kind = 'decision' OR kind = 'lesson' OR kind = 'feedback'),
    title         TEXT    NOT NULL,
    body          TEXT    NOT NULL,
    private       TEXT    NOT NULL,
    happened_on   TEXT    NOT NULL CHECK (happened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    happened_at   TEXT             CHECK (happened_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone          TEXT    NOT NULL,
    written_later INTEGER NOT NULL CHECK (written_later IN (0, 1)),
    starred       INTEGER NOT NULL CHECK (starred IN (0, 1)),
    lang          TEXT,
    facets        TEXT    NOT NULL CHECK (json_valid(facets)),
    -- Where it was imported from and what it was called there, so that it comes only once;
    -- what came with it and has no place of its own.
    source        TEXT,
    source_key    TEXT,
    metadata      TEXT             CHECK (json_valid(metadata)),
    created       INTEGER NOT NULL,
    modified      INTEGER NOT NULL,
    -- In the trash since; may come back.
    trashed       INTEGER,
    -- Gone for good: every text above is empty then, and no version is left.
    erased        INTEGER,
    device        INTEGER NOT NULL REFERENCES device (seq),
    stamp         INTEGER NOT NULL
) STRICT;

-- The order of the timeline, with every column that a page of it and its length are made of, so
-- that neither reads any text.
CREATE INDEX entry_by_day ON entry (happened_on, happened_at, seq, trashed, erased)
    WHERE trashed IS NULL AND erased IS NULL;
CREATE UNIQUE INDEX entry_by_source ON entry (source, source_key) WHERE source_key IS NOT NULL;

-- Every version of every entry, whole, never changed once another follows it.
CREATE TABLE revision (
    seq      INTEGER PRIMARY KEY,
    id       BLOB    NOT NULL CHECK (length(id) = 16),
    entry    INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
    parent   BLOB             CHECK (length(parent) = 16),
    snapshot TEXT    NOT NULL,
    made     INTEGER NOT NULL,
    device   INTEGER NOT NULL,
    stamp    INTEGER NOT NULL
) STRICT;

CREATE INDEX revision_by_entry ON revision (entry, stamp);

CREATE TABLE tag (
    seq     INTEGER PRIMARY KEY,
    id      BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    sort    TEXT    NOT NULL CHECK (sort IN ('topic', 'project')),
    name    TEXT    NOT NULL COLLATE NOCASE,
    erased  INTEGER,
    device  INTEGER NOT NULL REFERENCES device (seq),
    stamp   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX tag_by_name ON tag (sort, name) WHERE erased IS NULL;

CREATE TABLE person (
    seq      INTEGER PRIMARY KEY,
    id       BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    name     TEXT    NOT NULL COLLATE NOCASE,
    relation TEXT             CHECK (relation IN ('mentor', 'sponsor', 'stakeholder', 'report', 'peer')),
    alias    TEXT    NOT NULL,
    note     TEXT    NOT NULL,
    sample   INTEGER NOT NULL CHECK (sample IN (0, 1)),
    erased   INTEGER,
    device   INTEGER NOT NULL REFERENCES device (seq),
    stamp    INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX person_by_name ON person (name) WHERE erased IS NULL;

CREATE TABLE framework (
    seq     INTEGER PRIMARY KEY,
    id      BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    key     TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    erased  INTEGER,
    device  INTEGER NOT NULL REFERENCES device (seq),
    stamp   INTEGER NOT NULL
) STRICT;

CREATE TABLE competency (
    seq          INTEGER PRIMARY KEY,
    id           BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    framework    INTEGER NOT NULL REFERENCES framework (seq),
    key          TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    about        TEXT    NOT NULL,
    leader_shift INTEGER NOT NULL CHECK (leader_shift IN (0, 1)),
    position     INTEGER NOT NULL,
    erased       INTEGER,
    device       INTEGER NOT NULL REFERENCES device (seq),
    stamp        INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX competency_by_key ON competency (key) WHERE erased IS NULL;

CREATE TABLE behaviour (
    competency INTEGER NOT NULL REFERENCES competency (seq) ON DELETE CASCADE,
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
    text       TEXT    NOT NULL,
    PRIMARY KEY (competency, level)
) STRICT, WITHOUT ROWID;

-- A step of the career ladder and the level that it asks for.
CREATE TABLE rung (
    seq       INTEGER PRIMARY KEY,
    framework INTEGER NOT NULL REFERENCES framework (seq) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    level     INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4)
) STRICT;

CREATE TABLE entry_tag (
    entry   INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
    tag     INTEGER NOT NULL REFERENCES tag (seq),
    removed INTEGER,
    device  INTEGER NOT NULL,
    stamp   INTEGER NOT NULL,
    PRIMARY KEY (entry, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_tag_by_tag ON entry_tag (tag, entry) WHERE removed IS NULL;

CREATE TABLE entry_person (
    entry   INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
    person  INTEGER NOT NULL REFERENCES person (seq),
    removed INTEGER,
    device  INTEGER NOT NULL,
    stamp   INTEGER NOT NULL,
    PRIMARY KEY (entry, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_person_by_person ON entry_person (person, entry) WHERE removed IS NULL;

CREATE TABLE evidence (
    entry      INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
    competency INTEGER NOT NULL REFERENCES competency (seq),
    level      INTEGER          CHECK (level BETWEEN 1 AND 4),
    removed    INTEGER,
    device     INTEGER NOT NULL,
    stamp      INTEGER NOT NULL,
    PRIMARY KEY (entry, competency)
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_by_competency ON evidence (competency, entry) WHERE removed IS NULL;

-- By ids rather than joins: a device may hear of a link before it hears of both ends.
CREATE TABLE link (
    source  BLOB    NOT NULL CHECK (length(source) = 16),
    kind    TEXT    NOT NULL CHECK (kind IN ('source', 'applies', 'about')),
    target  BLOB    NOT NULL CHECK (length(target) = 16),
    removed INTEGER,
    device  INTEGER NOT NULL REFERENCES device (seq),
    stamp   INTEGER NOT NULL,
    PRIMARY KEY (source, kind, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_by_target ON link (target, kind) WHERE removed IS NULL;

-- The file itself lies in attachments/, sealed, under the keyed hash of what is in it.
CREATE TABLE attachment (
    seq     INTEGER PRIMARY KEY,
    id      BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    entry   INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    name    TEXT    NOT NULL,
    mime    TEXT    NOT NULL,
    bytes   INTEGER NOT NULL,
    erased  INTEGER,
    device  INTEGER NOT NULL REFERENCES device (seq),
    stamp   INTEGER NOT NULL
) STRICT;

CREATE INDEX attachment_by_entry ON attachment (entry);

-- What is being written on this device and where the cursor was; it stays here.
CREATE TABLE draft (
    slot  TEXT    PRIMARY KEY,
    entry BLOB             CHECK (length(entry) = 16),
    text  TEXT    NOT NULL,
    saved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
