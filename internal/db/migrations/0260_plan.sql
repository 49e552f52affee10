-- The joint plan of a matter. What it says about the person stands in the messages of the matter's conversation, a frozen
-- copy for each authority; here stands in the open only who is to do something by when, and how far it has come. Each
-- authority's side points to its own record of the person, which has at most one plan that is proposed or holds: the
-- index says so, and no authority learns by it what another has.

-- +goose Up
CREATE TABLE plan (
    id                TEXT PRIMARY KEY,
    matter_id         TEXT NOT NULL REFERENCES matter (id),
    municipality_code TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'closed')),
    last_no           BIGINT NOT NULL,
    holds_no          BIGINT NOT NULL,
    follow_on         DATE,
    reminded_on       DATE,
    begun_at          TIMESTAMPTZ NOT NULL,
    followed_at       TIMESTAMPTZ,
    closed_at         TIMESTAMPTZ,
    version           BIGINT NOT NULL,
    UNIQUE (matter_id)
);
CREATE INDEX plan_follow ON plan (state, follow_on, id);

CREATE TABLE plan_side (
    plan_id      TEXT NOT NULL REFERENCES plan (id),
    authority_id TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    holds        BOOLEAN NOT NULL,
    PRIMARY KEY (plan_id, authority_id)
);
CREATE UNIQUE INDEX plan_side_one ON plan_side (person_id) WHERE holds;

CREATE TABLE plan_version (
    id               TEXT PRIMARY KEY,
    plan_id          TEXT NOT NULL REFERENCES plan (id),
    no               BIGINT NOT NULL,
    authority_id     TEXT NOT NULL,
    account_id       TEXT NOT NULL,
    message_id       TEXT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'replaced')),
    follow_on        DATE NOT NULL,
    proposed_at      TIMESTAMPTZ NOT NULL,
    accepted_at      TIMESTAMPTZ,
    accepted_by      TEXT NOT NULL,
    person_part      TEXT NOT NULL CHECK (person_part IN ('', 'digital', 'paper', 'declined', 'unable')),
    person_on        DATE,
    person_by        TEXT NOT NULL CHECK (person_by IN ('', 'person', 'guardian', 'representative')),
    person_authority TEXT NOT NULL,
    person_message   TEXT NOT NULL,
    evidence_id      TEXT NOT NULL,
    UNIQUE (plan_id, no)
);

CREATE TABLE plan_step (
    id          TEXT PRIMARY KEY,
    plan_id     TEXT NOT NULL REFERENCES plan (id),
    no          BIGINT NOT NULL,
    place       BIGINT NOT NULL,
    step_key    TEXT NOT NULL,
    responsible TEXT NOT NULL CHECK (responsible IN ('agency', 'municipality', 'person', 'both')),
    due_on      DATE NOT NULL,
    meeting     BOOLEAN NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('planned', 'begun', 'done', 'dropped')),
    moved_at    TIMESTAMPTZ,
    moved_by    TEXT NOT NULL,
    message_id  TEXT NOT NULL,
    reminded_on DATE,
    UNIQUE (plan_id, no, place)
);
CREATE INDEX plan_step_due ON plan_step (state, due_on, id);

CREATE TABLE plan_fact (
    fact_id   TEXT PRIMARY KEY,
    matter_id TEXT NOT NULL REFERENCES matter (id),
    metric    TEXT NOT NULL,
    since     TIMESTAMPTZ NOT NULL,
    ended     BOOLEAN NOT NULL
);
CREATE INDEX plan_fact_matter ON plan_fact (matter_id, metric);
