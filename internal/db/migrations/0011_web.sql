-- What web keeps of its own: who is signed in, how often something was tried, answers kept for repetition, and forms
-- whose session ran out before they arrived. All of it is housekeeping: none of it says what anybody did.

-- +goose Up
CREATE TABLE session (
    id           TEXT PRIMARY KEY,
    digest       TEXT NOT NULL UNIQUE,
    account_id   TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    agent        TEXT NOT NULL,
    started_at   TIMESTAMPTZ NOT NULL,
    seen_at      TIMESTAMPTZ NOT NULL,
    ends_at      TIMESTAMPTZ NOT NULL,
    ended_at     TIMESTAMPTZ
);
CREATE INDEX session_account ON session (account_id, started_at);
CREATE INDEX session_ends ON session (ends_at);

-- tat is when the bucket is full again, in milliseconds since 1970 (the generic cell rate algorithm).
CREATE TABLE rate (
    id  TEXT PRIMARY KEY,
    tat BIGINT NOT NULL
);
CREATE INDEX rate_tat ON rate (tat);

CREATE TABLE idempotency (
    id         TEXT PRIMARY KEY,
    request    TEXT NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    done_at    TIMESTAMPTZ,
    answer     BYTEA
);
CREATE INDEX idempotency_started ON idempotency (started_at);

CREATE TABLE pending_form (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    content    BYTEA NOT NULL
);
CREATE INDEX pending_form_account ON pending_form (account_id, at);
