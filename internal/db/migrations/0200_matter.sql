-- A matter is what two authorities do together for one person. What both know of it stands in matter; what each keeps
-- for itself (who works with the person, its own record of the person, the ground on which it tells the other) in
-- matter_side. What one judges is its own until both have judged: it is sealed in matter_assessment, and leaves it as a
-- message of the conversation. No row here names a person or says what somebody needs in the open.

-- +goose Up
CREATE TABLE matter (
    id                TEXT PRIMARY KEY,
    conversation_id   TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    agreement_id      TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    number            TEXT NOT NULL,
    round             BIGINT NOT NULL,
    begun_at          TIMESTAMPTZ NOT NULL,
    closed_at         TIMESTAMPTZ,
    close_reason      TEXT NOT NULL,
    stopped_at        TIMESTAMPTZ,
    version           BIGINT NOT NULL
);
CREATE INDEX matter_conversation ON matter (conversation_id);

CREATE TABLE matter_side (
    id           TEXT PRIMARY KEY,
    matter_id    TEXT NOT NULL REFERENCES matter (id),
    authority_id TEXT NOT NULL,
    unit_id      TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    ground_id    TEXT NOT NULL,
    ground       TEXT NOT NULL,
    box          TEXT NOT NULL CHECK (box IN ('live', 'over')),
    municipality_code TEXT NOT NULL,
    due_at       TIMESTAMPTZ,
    due_what     TEXT NOT NULL,
    order_at     TIMESTAMPTZ NOT NULL,
    joined_at    TIMESTAMPTZ NOT NULL,
    sight_until  TIMESTAMPTZ,
    stopped_at   TIMESTAMPTZ,
    left_at      TIMESTAMPTZ,
    UNIQUE (matter_id, authority_id)
);
CREATE INDEX matter_side_box ON matter_side (authority_id, box, order_at, id);
CREATE INDEX matter_side_person ON matter_side (person_id);
CREATE INDEX matter_side_ground ON matter_side (ground_id) WHERE ground_id <> '';
CREATE INDEX matter_side_account ON matter_side (account_id);
CREATE INDEX matter_side_sight ON matter_side (sight_until) WHERE sight_until IS NOT NULL;

CREATE TABLE matter_event (
    id           TEXT PRIMARY KEY,
    matter_id    TEXT NOT NULL REFERENCES matter (id),
    round        BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    act          TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    UNIQUE (matter_id, seq)
);

CREATE TABLE matter_assessment (
    id           TEXT PRIMARY KEY,
    matter_id    TEXT NOT NULL REFERENCES matter (id),
    round        BIGINT NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    content      BYTEA,
    took_part    TEXT NOT NULL CHECK (took_part IN ('', 'yes', 'no')),
    started_at   TIMESTAMPTZ NOT NULL,
    given_at     TIMESTAMPTZ,
    message_id   TEXT NOT NULL,
    version      BIGINT NOT NULL,
    UNIQUE (matter_id, round, authority_id)
);

CREATE TABLE matter_talk (
    id           TEXT PRIMARY KEY,
    matter_id    TEXT NOT NULL REFERENCES matter (id),
    round        BIGINT NOT NULL,
    need         BYTEA,
    said         BYTEA,
    opened_at    TIMESTAMPTZ NOT NULL,
    closed_at    TIMESTAMPTZ,
    closed_by    TEXT NOT NULL,
    result       TEXT NOT NULL CHECK (result IN ('', 'agreed', 'remains'))
);
CREATE INDEX matter_talk_matter ON matter_talk (matter_id, round);

CREATE TABLE matter_fact (
    fact_id      TEXT PRIMARY KEY,
    matter_id    TEXT NOT NULL REFERENCES matter (id),
    metric       TEXT NOT NULL,
    round        BIGINT NOT NULL,
    part         TEXT NOT NULL,
    UNIQUE (matter_id, metric, round, part)
);
