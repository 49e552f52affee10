-- Staff and what they may do, and programs that use the API.

-- +goose Up
CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    version       BIGINT NOT NULL,
    authority_id  TEXT NOT NULL,
    unit_id       TEXT NOT NULL,
    user_name     TEXT NOT NULL,
    name          TEXT NOT NULL,
    sort_key      TEXT NOT NULL,
    search_key    TEXT NOT NULL,
    email         BYTEA,
    lang          TEXT NOT NULL,
    cleared       BOOLEAN NOT NULL,
    password      TEXT NOT NULL,
    password_at   TIMESTAMPTZ,
    blocked_at    TIMESTAMPTZ,
    demo          BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX account_user_name ON account (user_name);
CREATE INDEX account_authority ON account (authority_id, sort_key, id);

CREATE TABLE account_duty (
    id           TEXT PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES account (id),
    authority_id TEXT NOT NULL,
    unit_id      TEXT NOT NULL,
    role         TEXT NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE,
    granted_by   TEXT NOT NULL
);
CREATE INDEX account_duty_account ON account_duty (account_id, valid_from);
CREATE INDEX account_duty_authority ON account_duty (authority_id, role);

CREATE TABLE account_invitation (
    digest     TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ
);
CREATE INDEX account_invitation_account ON account_invitation (account_id);

CREATE TABLE account_client (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL,
    name         TEXT NOT NULL,
    digest       TEXT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    created_by   TEXT NOT NULL,
    revoked_at   TIMESTAMPTZ
);
CREATE UNIQUE INDEX account_client_digest ON account_client (digest);
CREATE INDEX account_client_authority ON account_client (authority_id, created_at);
