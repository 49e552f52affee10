-- With what people show who they are beside the password, and when they last did.

-- +goose Up
CREATE TABLE signin_passkey (
    id            TEXT PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES account (id),
    name          TEXT NOT NULL,
    credential_id TEXT NOT NULL,
    credential    BYTEA NOT NULL,
    added_at      TIMESTAMPTZ NOT NULL,
    used_at       TIMESTAMPTZ,
    ended_at      TIMESTAMPTZ
);
CREATE UNIQUE INDEX signin_passkey_credential ON signin_passkey (credential_id);
CREATE INDEX signin_passkey_account ON signin_passkey (account_id, added_at);

-- last_step is the half minute of the code that was used last: no code is taken twice, nor an older one.
CREATE TABLE signin_totp (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    secret     BYTEA NOT NULL,
    added_at   TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ,
    last_step  BIGINT NOT NULL
);

CREATE TABLE signin_recovery (
    digest     TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    made_at    TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ
);
CREATE INDEX signin_recovery_account ON signin_recovery (account_id);

-- Who an account is to a provider: the pair of issuer and subject, which the provider never gives to anybody else.
CREATE TABLE signin_identity (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    linked_by  TEXT NOT NULL,
    linked_at  TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ,
    ended_at   TIMESTAMPTZ
);
CREATE UNIQUE INDEX signin_identity_subject ON signin_identity (issuer, subject) WHERE ended_at IS NULL;
CREATE INDEX signin_identity_account ON signin_identity (account_id, linked_at);

-- Each time somebody showed in a session who they are. strong is what signing asks for.
CREATE TABLE signin_proof (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    session_id TEXT NOT NULL,
    method     TEXT NOT NULL,
    assurance  TEXT NOT NULL,
    strong     BOOLEAN NOT NULL,
    at         TIMESTAMPTZ NOT NULL
);
CREATE INDEX signin_proof_session ON signin_proof (session_id, at);
CREATE INDEX signin_proof_account ON signin_proof (account_id, at);

-- What was begun in a browser and has been ended: nothing is ended twice.
CREATE TABLE signin_spent (
    id      TEXT PRIMARY KEY,
    ends_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX signin_spent_ends ON signin_spent (ends_at);
