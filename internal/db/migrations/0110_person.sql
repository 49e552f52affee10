-- Persons. Each authority has its own record of a person, and no record is read across authorities. Number, name, ways
-- to reach and all text about a person are sealed; a person is found by the keyed digest of the number. protection is a
-- marker of the population register (a assumed identity given by the police has none and must have none). Returned mail and what somebody
-- must be told are tasks.

-- +goose Up
CREATE TABLE person (
    id             TEXT PRIMARY KEY,
    authority_id   TEXT NOT NULL REFERENCES directory_authority (id),
    number         BYTEA NOT NULL,
    number_digest  TEXT NOT NULL,
    name           BYTEA,
    reach          BYTEA,
    protection     TEXT NOT NULL CHECK (protection IN ('', 'marker', 'registration')),
    protected_from DATE,
    protected_to   DATE,
    created_at     TIMESTAMPTZ NOT NULL,
    version        BIGINT NOT NULL,
    CHECK ((protection = '') = (protected_from IS NULL))
);
CREATE UNIQUE INDEX person_number ON person (authority_id, number_digest);

CREATE TABLE person_former (
    id            TEXT PRIMARY KEY,
    person_id     TEXT NOT NULL REFERENCES person (id),
    number        BYTEA NOT NULL,
    number_digest TEXT NOT NULL,
    until_on      DATE NOT NULL
);
CREATE INDEX person_former_number ON person_former (number_digest);
CREATE INDEX person_former_person ON person_former (person_id);

CREATE TABLE person_assignment (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL REFERENCES account (id),
    thing_kind   TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE
);
CREATE INDEX person_assignment_person ON person_assignment (person_id, account_id);
CREATE INDEX person_assignment_account ON person_assignment (account_id);
CREATE INDEX person_assignment_thing ON person_assignment (thing_kind, thing_id);

CREATE TABLE person_clearance (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL REFERENCES account (id),
    valid_from   DATE NOT NULL,
    valid_to     DATE
);
CREATE INDEX person_clearance_person ON person_clearance (person_id, account_id);

CREATE TABLE person_opening (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL REFERENCES account (id),
    reason       BYTEA NOT NULL,
    starts_at    TIMESTAMPTZ NOT NULL,
    ends_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX person_opening_person ON person_opening (person_id, account_id);

CREATE TABLE person_ground (
    id             TEXT PRIMARY KEY,
    person_id      TEXT NOT NULL REFERENCES person (id),
    authority_id   TEXT NOT NULL,
    ground         TEXT NOT NULL,
    from_authority TEXT NOT NULL,
    to_authority   TEXT NOT NULL,
    purpose        BYTEA,
    topics         TEXT NOT NULL,
    form           TEXT NOT NULL CHECK (form IN ('', 'written', 'digital', 'oral', 'letter')),
    evidence_id    TEXT NOT NULL,
    citation       TEXT NOT NULL,
    motive         BYTEA,
    starts_at      TIMESTAMPTZ NOT NULL,
    ends_at        TIMESTAMPTZ,
    state          TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'rejected', 'withdrawn')),
    created_by     TEXT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    decided_by     TEXT NOT NULL,
    decided_at     TIMESTAMPTZ,
    reason         BYTEA,
    informed_at    TIMESTAMPTZ,
    withdrawn_at   TIMESTAMPTZ,
    version        BIGINT NOT NULL,
    CHECK (ends_at IS NULL OR ends_at > starts_at),
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE INDEX person_ground_person ON person_ground (person_id, state);
CREATE INDEX person_ground_ends ON person_ground (state, ends_at);

CREATE TABLE person_test (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    thing_kind   TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    ground_id    TEXT NOT NULL,
    ground       TEXT NOT NULL,
    by_account   TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    result       TEXT NOT NULL CHECK (result IN ('disclose', 'partly', 'refuse')),
    given        BYTEA,
    withheld     BYTEA
);
CREATE INDEX person_test_person ON person_test (person_id, at);
CREATE INDEX person_test_thing ON person_test (thing_kind, thing_id);

CREATE TABLE person_task (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('returned-mail', 'inform', 'stop')),
    about_kind   TEXT NOT NULL,
    about_id     TEXT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    done_at      TIMESTAMPTZ,
    done_by      TEXT NOT NULL,
    note         BYTEA,
    version      BIGINT NOT NULL
);
CREATE INDEX person_task_open ON person_task (authority_id, done_at, created_at);
CREATE INDEX person_task_person ON person_task (person_id);
