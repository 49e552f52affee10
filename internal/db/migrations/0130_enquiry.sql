-- Questions between authorities and their clock. What both may know stands in enquiry; what each keeps for itself in
-- enquiry_side, and the inbox is read by its index. The clock is read from enquiry_event; due_at, first_due_at and turn
-- are kept beside it for lists. No row here names a person: each side points to its own record, the receiver only after
-- a ground is recorded. All free text is sealed. A fact's id stands here, never the reverse.

-- +goose Up
CREATE TABLE enquiry (
    id                TEXT PRIMARY KEY,
    conversation_id   TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    asker_id          TEXT NOT NULL,
    receiver_id       TEXT NOT NULL,
    path_id           TEXT NOT NULL,
    personal          BOOLEAN NOT NULL,
    urgent            BOOLEAN NOT NULL,
    topic             TEXT NOT NULL,
    channel           TEXT NOT NULL,
    noted             BOOLEAN NOT NULL,
    callback          BOOLEAN NOT NULL,
    reach             TEXT,
    state             TEXT NOT NULL CHECK (state IN ('draft', 'incomplete', 'open', 'paused', 'answered', 'closed', 'withdrawn', 'joined')),
    turn              TEXT NOT NULL,
    round             BIGINT NOT NULL,
    agreement_id      TEXT NOT NULL,
    commitment        TEXT NOT NULL,
    due_at            TIMESTAMPTZ,
    first_due_at      TIMESTAMPTZ,
    outcome           TEXT NOT NULL,
    purpose           BYTEA,
    ground            TEXT NOT NULL,
    refusal           TEXT NOT NULL,
    ssbtek            BOOLEAN NOT NULL,
    helped            TEXT NOT NULL CHECK (helped IN ('', 'yes', 'partly', 'no')),
    joined_to         TEXT NOT NULL,
    forwards          BIGINT NOT NULL,
    first_days        BIGINT NOT NULL,
    created_at        TIMESTAMPTZ NOT NULL,
    sent_at           TIMESTAMPTZ,
    first_at          TIMESTAMPTZ,
    answered_at       TIMESTAMPTZ,
    delivered_at      TIMESTAMPTZ,
    returned_at       TIMESTAMPTZ,
    reminded_at       TIMESTAMPTZ,
    stopped_at        TIMESTAMPTZ,
    facts             TEXT NOT NULL,
    version           BIGINT NOT NULL
);
CREATE INDEX enquiry_conversation ON enquiry (conversation_id);
CREATE INDEX enquiry_closing ON enquiry (state, answered_at);
CREATE INDEX enquiry_falling ON enquiry (state, due_at);

CREATE TABLE enquiry_topic (
    enquiry_id  TEXT NOT NULL REFERENCES enquiry (id),
    topic       TEXT NOT NULL,
    place       BIGINT NOT NULL,
    answered_at TIMESTAMPTZ,
    PRIMARY KEY (enquiry_id, topic)
);

CREATE TABLE enquiry_event (
    id           TEXT PRIMARY KEY,
    enquiry_id   TEXT NOT NULL REFERENCES enquiry (id),
    round        BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    act          TEXT NOT NULL,
    kind         TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    holder       TEXT NOT NULL,
    days         BIGINT NOT NULL,
    hours        TEXT,
    cutoff       BIGINT NOT NULL,
    why          TEXT NOT NULL,
    category     TEXT NOT NULL,
    reason       BYTEA,
    until_at     TIMESTAMPTZ,
    within       BOOLEAN NOT NULL,
    UNIQUE (enquiry_id, round, seq)
);

CREATE TABLE enquiry_side (
    id                TEXT PRIMARY KEY,
    enquiry_id        TEXT NOT NULL REFERENCES enquiry (id),
    authority_id      TEXT NOT NULL,
    side              TEXT NOT NULL CHECK (side IN ('asker', 'receiver')),
    unit_id           TEXT NOT NULL,
    account_id        TEXT NOT NULL,
    person_id         TEXT NOT NULL,
    shielded          BOOLEAN NOT NULL,
    box               TEXT NOT NULL CHECK (box IN ('draft', 'live', 'answered', 'over')),
    mine              BOOLEAN NOT NULL,
    due_at            TIMESTAMPTZ,
    order_at          TIMESTAMPTZ NOT NULL,
    urgent            BOOLEAN NOT NULL,
    topic             TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    opened_at         TIMESTAMPTZ,
    opened_by         TEXT NOT NULL,
    ground_id         TEXT NOT NULL,
    ground            TEXT NOT NULL,
    left_at           TIMESTAMPTZ,
    created_at        TIMESTAMPTZ NOT NULL,
    UNIQUE (enquiry_id, authority_id)
);
CREATE INDEX enquiry_side_inbox ON enquiry_side (authority_id, box, order_at, enquiry_id);
CREATE INDEX enquiry_side_unit ON enquiry_side (authority_id, unit_id, box, order_at, enquiry_id);
CREATE INDEX enquiry_side_place ON enquiry_side (authority_id, municipality_code, box, order_at, enquiry_id);
CREATE INDEX enquiry_side_account ON enquiry_side (account_id, box, order_at, enquiry_id);
CREATE INDEX enquiry_side_person ON enquiry_side (person_id, created_at);
CREATE INDEX enquiry_side_ground ON enquiry_side (ground_id);

CREATE TABLE enquiry_draft (
    enquiry_id TEXT PRIMARY KEY REFERENCES enquiry (id),
    account_id TEXT NOT NULL,
    content    BYTEA NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE enquiry_note (
    id           TEXT PRIMARY KEY,
    enquiry_id   TEXT NOT NULL REFERENCES enquiry (id),
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    text         BYTEA NOT NULL
);
CREATE INDEX enquiry_note_enquiry ON enquiry_note (enquiry_id, authority_id, at);

CREATE TABLE enquiry_mention (
    note_id    TEXT NOT NULL REFERENCES enquiry_note (id),
    account_id TEXT NOT NULL,
    seen_at    TIMESTAMPTZ,
    PRIMARY KEY (note_id, account_id)
);
CREATE INDEX enquiry_mention_account ON enquiry_mention (account_id, seen_at);

CREATE TABLE enquiry_reply (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL,
    name         TEXT NOT NULL,
    topic        TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    text         TEXT NOT NULL,
    sort_key     TEXT NOT NULL,
    version      BIGINT NOT NULL
);
CREATE INDEX enquiry_reply_authority ON enquiry_reply (authority_id, sort_key, id);

CREATE TABLE enquiry_filter (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX enquiry_filter_account ON enquiry_filter (account_id, name);
