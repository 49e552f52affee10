-- Meetings of two authorities with a person. What a meeting is about, and what was decided, stands in the messages of the
-- matter's conversation, a frozen copy for each authority; here stands in the open when and in what way they meet, what
-- each who is called has said of the times, and what became of it. Where it is, is sealed.

-- +goose Up
CREATE TABLE meeting (
    id                TEXT PRIMARY KEY,
    matter_id         TEXT NOT NULL REFERENCES matter (id),
    municipality_code TEXT NOT NULL,
    sort              TEXT NOT NULL CHECK (sort IN ('three-party', 'sip')),
    way               TEXT NOT NULL CHECK (way IN ('in-person', 'phone', 'video')),
    state             TEXT NOT NULL CHECK (state IN ('asked', 'offered', 'booked', 'missed', 'held', 'cancelled')),
    turn              TEXT NOT NULL CHECK (turn IN ('', 'agency', 'municipality', 'person', 'both')),
    asked_by          TEXT NOT NULL CHECK (asked_by IN ('agency', 'municipality')),
    asked_at          TIMESTAMPTZ NOT NULL,
    interpreter       BOOLEAN NOT NULL,
    accessible        BOOLEAN NOT NULL,
    place             BYTEA,
    message_id        TEXT NOT NULL,
    reply             TEXT NOT NULL CHECK (reply IN ('', 'yes', 'no')),
    reply_message     TEXT NOT NULL,
    round             BIGINT NOT NULL,
    slot_id           TEXT NOT NULL,
    starts_at         TIMESTAMPTZ,
    ends_at           TIMESTAMPTZ,
    sequence          BIGINT NOT NULL,
    waits_since       TIMESTAMPTZ,
    cancelled_by      TEXT NOT NULL CHECK (cancelled_by IN ('', 'agency', 'municipality', 'person', 'house')),
    absent            TEXT NOT NULL,
    interpreted       TEXT NOT NULL CHECK (interpreted IN ('', 'yes', 'no')),
    held_message      TEXT NOT NULL,
    over_at           TIMESTAMPTZ,
    reminded_on       DATE,
    order_at          TIMESTAMPTZ NOT NULL,
    version           BIGINT NOT NULL,
    CHECK ((state IN ('booked', 'held')) = (slot_id <> ''))
);
CREATE INDEX meeting_matter ON meeting (matter_id, asked_at);
CREATE INDEX meeting_order ON meeting (order_at, id);
CREATE INDEX meeting_state ON meeting (state, starts_at, id);

CREATE TABLE meeting_slot (
    id         TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    round      BIGINT NOT NULL,
    starts_at  TIMESTAMPTZ NOT NULL,
    ends_at    TIMESTAMPTZ NOT NULL,
    offered_by TEXT NOT NULL
);
CREATE INDEX meeting_slot_meeting ON meeting_slot (meeting_id, round, starts_at);

CREATE TABLE meeting_answer (
    slot_id TEXT NOT NULL REFERENCES meeting_slot (id),
    part    TEXT NOT NULL CHECK (part IN ('agency', 'municipality', 'person')),
    suits   BOOLEAN NOT NULL,
    at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (slot_id, part)
);

CREATE TABLE meeting_event (
    id         TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    seq        BIGINT NOT NULL,
    act        TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    part       TEXT NOT NULL,
    code       TEXT NOT NULL,
    when_at    TIMESTAMPTZ,
    UNIQUE (meeting_id, seq)
);

CREATE TABLE meeting_fact (
    fact_id      TEXT PRIMARY KEY,
    meeting_id   TEXT NOT NULL REFERENCES meeting (id),
    metric       TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    clause       TEXT NOT NULL,
    days         BIGINT NOT NULL
);
CREATE INDEX meeting_fact_meeting ON meeting_fact (meeting_id, metric);
