-- What somebody keeps beside their entries: assessments, plans, milestones, readings, recalls. Small, few,
-- written whole and read whole, each the newest version of itself, so one table holds all sorts: what
-- saves, salvages, exports or compares one of them does so for all. `value` is the sort's own shape.
CREATE TABLE record (
    seq    INTEGER PRIMARY KEY,
    id     BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    sort   TEXT    NOT NULL,
    value  TEXT    NOT NULL CHECK (json_valid(value)),
    -- Came with the sample journal, and goes with it.
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    -- Gone for good: the value is empty then.
    erased INTEGER,
    device INTEGER NOT NULL REFERENCES device (seq),
    stamp  INTEGER NOT NULL
) STRICT;

CREATE INDEX record_by_sort ON record (sort, seq) WHERE erased IS NULL;

-- What comes back by itself is looked for at every start, and is few among many.
CREATE INDEX entry_lesson ON entry (happened_on) WHERE kind = 'lesson' AND trashed IS NULL AND erased IS NULL;
CREATE INDEX entry_decision ON entry (happened_on) WHERE kind = 'decision' AND trashed IS NULL AND erased IS NULL;
CREATE INDEX entry_follow_up ON entry (facets ->> '$.follow_up')
    WHERE kind = 'win' AND facets ->> '$.follow_up' IS NOT NULL AND trashed IS NULL AND erased IS NULL;

-- Other names that somebody is mentioned by: what they were called before two people turned out to be one.
CREATE TABLE person_name (
    name   TEXT    PRIMARY KEY COLLATE NOCASE,
    person INTEGER NOT NULL REFERENCES person (seq) ON DELETE CASCADE,
    device INTEGER NOT NULL,
    stamp  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Feedback is found by whom it is from, who need not be named beside it as well.
CREATE INDEX entry_by_giver ON entry ((facets ->> '$.feedback.from') COLLATE NOCASE) WHERE kind = 'feedback';

-- A competency that was suggested for an entry and refused; what was accepted is evidence.
CREATE TABLE refusal (
    entry      INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
    competency INTEGER NOT NULL REFERENCES competency (seq),
    device     INTEGER NOT NULL,
    stamp      INTEGER NOT NULL,
    PRIMARY KEY (entry, competency)
) STRICT, WITHOUT ROWID;

-- A company's ladder has as many levels as it has. What each is called, and how far it reaches, as JSON;
-- nothing where they are the four scopes.
ALTER TABLE framework ADD COLUMN levels TEXT CHECK (json_valid(levels));

-- Since when a newer version of its framework does without it; what was shown stays shown.
ALTER TABLE competency ADD COLUMN retired INTEGER;

-- The part of the framework that it stands in, such as "Craft"; empty where there are no parts.
ALTER TABLE competency ADD COLUMN section TEXT NOT NULL DEFAULT '';

CREATE TABLE behaviour_wider (
    competency INTEGER NOT NULL REFERENCES competency (seq) ON DELETE CASCADE,
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 8),
    text       TEXT    NOT NULL,
    PRIMARY KEY (competency, level)
) STRICT, WITHOUT ROWID;
INSERT INTO behaviour_wider SELECT competency, level, text FROM behaviour;
DROP TABLE behaviour;
ALTER TABLE behaviour_wider RENAME TO behaviour;

CREATE TABLE rung_wider (
    seq       INTEGER PRIMARY KEY,
    framework INTEGER NOT NULL REFERENCES framework (seq) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    level     INTEGER NOT NULL CHECK (level BETWEEN 1 AND 8)
) STRICT;
INSERT INTO rung_wider SELECT seq, framework, position, name, level FROM rung;
DROP TABLE rung;
ALTER TABLE rung_wider RENAME TO rung;

CREATE TABLE evidence_wider (
    entry      INTEGER NOT NULL REFERENCES entry (seq) ON DELETE CASCADE,
    competency INTEGER NOT NULL REFERENCES competency (seq),
    level      INTEGER          CHECK (level BETWEEN 1 AND 8),
    removed    INTEGER,
    device     INTEGER NOT NULL,
    stamp      INTEGER NOT NULL,
    PRIMARY KEY (entry, competency)
) STRICT, WITHOUT ROWID;
INSERT INTO evidence_wider SELECT entry, competency, level, removed, device, stamp FROM evidence;
DROP TABLE evidence;
ALTER TABLE evidence_wider RENAME TO evidence;
CREATE INDEX evidence_by_competency ON evidence (competency, entry) WHERE removed IS NULL;
