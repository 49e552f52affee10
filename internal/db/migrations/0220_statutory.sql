-- Statutory notices: what one authority tells another because a statute says so, its way from sent to acted on, and the day
-- from which each proposed type holds. What is about the person stands only in each side's own sealed copies
-- (exchange_copy); here are codes, days and who handles it. Deadlines are read from statutory_event; due_at and order_at are
-- kept beside it for lists and for the clock. A fact's id stands here, never the reverse.

-- +goose Up
CREATE TABLE statutory_notice (
    id                TEXT PRIMARY KEY,
    conversation_id   TEXT NOT NULL,
    kind              TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    sender_id         TEXT NOT NULL,
    receiver_id       TEXT NOT NULL,
    path_id           TEXT NOT NULL,
    channel           TEXT NOT NULL CHECK (channel IN ('samsyn', 'sdk')),
    happened_on       DATE NOT NULL,
    ground            TEXT NOT NULL,
    citation          TEXT NOT NULL,
    agreement_id      TEXT NOT NULL,
    send_commitment   TEXT NOT NULL,
    act_commitment    TEXT NOT NULL,
    send_days         BIGINT NOT NULL,
    act_days          BIGINT NOT NULL,
    send_due          TIMESTAMPTZ NOT NULL,
    sent_at           TIMESTAMPTZ NOT NULL,
    received_at       TIMESTAMPTZ,
    due_at            TIMESTAMPTZ,
    ended_at          TIMESTAMPTZ,
    outcome           TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('sent', 'received', 'paused', 'acted', 'returned', 'withdrawn', 'closed')),
    warned_at         TIMESTAMPTZ,
    version           BIGINT NOT NULL
);
CREATE INDEX statutory_notice_thread ON statutory_notice (conversation_id);
CREATE INDEX statutory_notice_due ON statutory_notice (due_at) WHERE warned_at IS NULL;

CREATE TABLE statutory_side (
    id           TEXT PRIMARY KEY,
    notice_id    TEXT NOT NULL REFERENCES statutory_notice (id),
    authority_id TEXT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('sender', 'receiver')),
    unit_id      TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    shielded     BOOLEAN NOT NULL,
    box          TEXT NOT NULL CHECK (box IN ('live', 'over')),
    mine         BOOLEAN NOT NULL,
    order_at     TIMESTAMPTZ NOT NULL,
    UNIQUE (notice_id, authority_id)
);
CREATE INDEX statutory_side_list ON statutory_side (authority_id, box, order_at, notice_id);
CREATE INDEX statutory_side_person ON statutory_side (person_id) WHERE person_id <> '';

CREATE TABLE statutory_event (
    id           TEXT PRIMARY KEY,
    notice_id    TEXT NOT NULL REFERENCES statutory_notice (id),
    no           BIGINT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    act          TEXT NOT NULL,
    side         TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    UNIQUE (notice_id, no)
);

CREATE TABLE statutory_fact (
    fact_id   TEXT PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES statutory_notice (id),
    metric    TEXT NOT NULL,
    UNIQUE (notice_id, metric)
);

CREATE TABLE statutory_switch (
    kind         TEXT PRIMARY KEY,
    applies_from DATE NOT NULL,
    citation     TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    set_at       TIMESTAMPTZ NOT NULL
);
