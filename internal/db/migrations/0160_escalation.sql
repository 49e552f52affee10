-- What is escalated by the ladder of an agreement (§ 25). A row says what both parties may know: place, sort of matter,
-- time and whose turn it is, never who or what it is about. escalation_told is who was told at each step; what a level
-- decided is sealed. The ladder is kept as it was when the escalation began. next_at is when the next level gets it.

-- +goose Up
CREATE TABLE escalation (
    id                TEXT PRIMARY KEY,
    thing_kind        TEXT NOT NULL,
    thing_id          TEXT NOT NULL,
    round             BIGINT NOT NULL,
    municipality_code TEXT NOT NULL,
    about             TEXT NOT NULL CHECK (about IN ('person', 'contact', 'general')),
    agreement_id      TEXT NOT NULL,
    commitment        TEXT NOT NULL,
    ladder            TEXT NOT NULL,
    asks_id           TEXT NOT NULL,
    owes_id           TEXT NOT NULL,
    by_hand           BOOLEAN NOT NULL,
    due_at            TIMESTAMPTZ,
    opened_at         TIMESTAMPTZ NOT NULL,
    level             BIGINT NOT NULL CHECK (level BETWEEN 2 AND 4),
    level_at          TIMESTAMPTZ NOT NULL,
    agreed_until      TIMESTAMPTZ,
    next_at           TIMESTAMPTZ,
    remind_at         TIMESTAMPTZ,
    order_at          TIMESTAMPTZ NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('open', 'ended')),
    ending            TEXT NOT NULL CHECK (ending IN ('', 'answered', 'withdrawn', 'settled')),
    ended_at          TIMESTAMPTZ,
    version           BIGINT NOT NULL,
    UNIQUE (thing_kind, thing_id, round)
);
CREATE INDEX escalation_order ON escalation (state, order_at, id);
CREATE INDEX escalation_next ON escalation (state, next_at);
CREATE INDEX escalation_remind ON escalation (state, remind_at);
CREATE INDEX escalation_agreement ON escalation (agreement_id, state);

CREATE TABLE escalation_side (
    escalation_id TEXT NOT NULL REFERENCES escalation (id),
    authority_id  TEXT NOT NULL,
    unit_id       TEXT NOT NULL,
    left_at       TIMESTAMPTZ,
    PRIMARY KEY (escalation_id, authority_id)
);
CREATE INDEX escalation_side_authority ON escalation_side (authority_id, escalation_id);

CREATE TABLE escalation_step (
    id            TEXT PRIMARY KEY,
    escalation_id TEXT NOT NULL REFERENCES escalation (id),
    seq           BIGINT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('raised', 'reminded', 'agreed', 'settled', 'moved', 'ended')),
    level         BIGINT NOT NULL,
    at            TIMESTAMPTZ NOT NULL,
    authority_id  TEXT NOT NULL,
    account_id    TEXT NOT NULL,
    reason        TEXT NOT NULL,
    text          BYTEA,
    until_at      TIMESTAMPTZ,
    UNIQUE (escalation_id, seq)
);

CREATE TABLE escalation_told (
    step_id       TEXT NOT NULL REFERENCES escalation_step (id),
    place         BIGINT NOT NULL,
    escalation_id TEXT NOT NULL,
    level         BIGINT NOT NULL,
    authority_id  TEXT NOT NULL,
    account_id    TEXT NOT NULL,
    name          TEXT NOT NULL,
    part          TEXT NOT NULL,
    PRIMARY KEY (step_id, place)
);
CREATE INDEX escalation_told_account ON escalation_told (account_id, escalation_id);
CREATE INDEX escalation_told_escalation ON escalation_told (escalation_id, level);

CREATE TABLE escalation_reminder (
    thing_kind TEXT NOT NULL,
    thing_id   TEXT NOT NULL,
    due_at     TIMESTAMPTZ NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (thing_kind, thing_id, due_at)
);
