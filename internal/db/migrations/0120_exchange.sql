-- What passes between two authorities. A conversation is one thread with one id everywhere (conversationId in SDK), a
-- message in it is frozen when it is sent, and each party has its own sealed copy with its own registry number and
-- retention. A party outside this installation has an address and no copy here. Nothing here names a person in the open.

-- +goose Up
CREATE TABLE exchange_conversation (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    started_by TEXT NOT NULL,
    subject    TEXT NOT NULL,
    personal   BOOLEAN NOT NULL,
    messages   BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    closed_at  TIMESTAMPTZ,
    stopped_at TIMESTAMPTZ,
    version    BIGINT NOT NULL
);

CREATE TABLE exchange_party (
    conversation_id TEXT NOT NULL REFERENCES exchange_conversation (id),
    authority_id    TEXT NOT NULL,
    unit_id         TEXT NOT NULL,
    address         TEXT NOT NULL,
    name            TEXT NOT NULL,
    side            TEXT NOT NULL CHECK (side IN ('asker', 'receiver')),
    outside         BOOLEAN NOT NULL,
    joined_at       TIMESTAMPTZ NOT NULL,
    left_at         TIMESTAMPTZ,
    registry        TEXT NOT NULL,
    retention       TEXT NOT NULL,
    PRIMARY KEY (conversation_id, authority_id)
);
CREATE INDEX exchange_party_unregistered ON exchange_party (authority_id, conversation_id) WHERE registry = '' AND NOT outside;

CREATE TABLE exchange_message (
    id              TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES exchange_conversation (id),
    seq             BIGINT NOT NULL,
    kind            TEXT NOT NULL,
    from_authority  TEXT NOT NULL,
    by_account      TEXT NOT NULL,
    sent_at         TIMESTAMPTZ NOT NULL,
    reply_to        TEXT NOT NULL,
    ground          TEXT NOT NULL,
    purpose         BYTEA,
    certified       BOOLEAN NOT NULL,
    digest          TEXT NOT NULL,
    UNIQUE (conversation_id, seq)
);

CREATE TABLE exchange_copy (
    id           TEXT PRIMARY KEY,
    message_id   TEXT NOT NULL REFERENCES exchange_message (id),
    authority_id TEXT NOT NULL,
    body         BYTEA,
    received_at  TIMESTAMPTZ NOT NULL,
    read_at      TIMESTAMPTZ,
    read_by      TEXT NOT NULL,
    UNIQUE (message_id, authority_id)
);
CREATE INDEX exchange_copy_authority ON exchange_copy (authority_id, received_at);

CREATE TABLE exchange_attachment (
    id           TEXT PRIMARY KEY,
    message_id   TEXT NOT NULL REFERENCES exchange_message (id),
    authority_id TEXT NOT NULL,
    seq          BIGINT NOT NULL,
    file_id      TEXT NOT NULL,
    UNIQUE (message_id, authority_id, seq)
);
CREATE INDEX exchange_attachment_file ON exchange_attachment (file_id);

CREATE TABLE exchange_attempt (
    id              TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES exchange_conversation (id),
    message_id      TEXT NOT NULL,
    authority_id    TEXT NOT NULL,
    channel         TEXT NOT NULL CHECK (channel IN ('phone', 'letter', 'sdk')),
    no              BIGINT NOT NULL,
    by_account      TEXT NOT NULL,
    at              TIMESTAMPTZ NOT NULL,
    outcome         TEXT NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'posted', 'returned', 'accepted', 'rejected')),
    within          BOOLEAN NOT NULL,
    note            BYTEA,
    UNIQUE (conversation_id, channel, no)
);

CREATE TABLE exchange_parcel (
    id         TEXT PRIMARY KEY,
    direction  TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    kind       TEXT NOT NULL CHECK (kind IN ('message', 'receipt')),
    message_id TEXT NOT NULL,
    digest     TEXT NOT NULL,
    state      TEXT NOT NULL,
    problem    TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX exchange_parcel_digest ON exchange_parcel (direction, digest);
CREATE INDEX exchange_parcel_message ON exchange_parcel (message_id);
