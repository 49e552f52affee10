-- Routines (rutiner): working methods as documents in numbered versions under an agreement. What a version says is one
-- JSON text; title, clauses and topics of the version that is read stand beside it for lists and searches. No text here
-- is about a person. current_no is the version in force, 0 when none has been; latest_no is the newest, a draft when it
-- is greater. origin_version is the version of the origin that the local text was last brought together with, and
-- origin_seen the newest that was decided on.

-- +goose Up
CREATE TABLE routine (
    id                 TEXT PRIMARY KEY,
    agreement_id       TEXT NOT NULL REFERENCES agreement (id),
    state              TEXT NOT NULL CHECK (state IN ('draft', 'in-force', 'retired')),
    owner_authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    owner_role         TEXT NOT NULL,
    owner_account_id   TEXT NOT NULL,
    review_on          DATE,
    sharing            TEXT NOT NULL CHECK (sharing IN ('own', 'proposed', 'shared')),
    shared_by          TEXT NOT NULL,
    current_no         BIGINT NOT NULL,
    latest_no          BIGINT NOT NULL,
    title              TEXT NOT NULL,
    sort_key           TEXT NOT NULL,
    search_key         TEXT NOT NULL,
    origin_id          TEXT NOT NULL,
    origin_version     BIGINT NOT NULL,
    origin_seen        BIGINT NOT NULL,
    version            BIGINT NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    changed_at         TIMESTAMPTZ NOT NULL,
    CHECK (state <> 'in-force' OR (current_no > 0 AND review_on IS NOT NULL)),
    CHECK (sharing <> 'shared' OR current_no > 0)
);
CREATE INDEX routine_of_agreement ON routine (agreement_id, sort_key, id);
CREATE INDEX routine_order ON routine (sharing, sort_key, id);
CREATE INDEX routine_origin ON routine (origin_id);
CREATE UNIQUE INDEX routine_copy ON routine (agreement_id, origin_id) WHERE origin_id <> '' AND state <> 'retired';
CREATE INDEX routine_due ON routine (state, review_on);

CREATE TABLE routine_version (
    routine_id TEXT NOT NULL REFERENCES routine (id),
    no         BIGINT NOT NULL,
    content    TEXT NOT NULL,
    made_at    TIMESTAMPTZ NOT NULL,
    in_force   DATE,
    PRIMARY KEY (routine_id, no)
);

CREATE TABLE routine_clause (
    routine_id TEXT NOT NULL REFERENCES routine (id),
    clause     TEXT NOT NULL,
    PRIMARY KEY (routine_id, clause)
);
CREATE INDEX routine_by_clause ON routine_clause (clause, routine_id);

CREATE TABLE routine_topic (
    routine_id TEXT NOT NULL REFERENCES routine (id),
    topic      TEXT NOT NULL,
    PRIMARY KEY (routine_id, topic)
);
CREATE INDEX routine_by_topic ON routine_topic (topic, routine_id);

CREATE TABLE routine_reminder (
    routine_id TEXT NOT NULL REFERENCES routine (id),
    review_on  DATE NOT NULL,
    no         BIGINT NOT NULL,
    told_on    DATE NOT NULL,
    PRIMARY KEY (routine_id, review_on, no)
);

-- What is shared as a good example, for everybody to read.
CREATE VIEW routine_shared AS SELECT id FROM routine WHERE sharing = 'shared' AND state = 'in-force';
