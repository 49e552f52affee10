-- When somebody else opened an account anew, after its owner had already opened it. What is put in place after that to
-- sign in with is not enough for signing agreements until a third person has confirmed that it is the owner who has it.

-- +goose Up
CREATE TABLE signin_reset (
    id           TEXT PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES account (id),
    reset_by     TEXT NOT NULL,
    how          TEXT NOT NULL CHECK (how IN ('password', 'identity')),
    at           TIMESTAMPTZ NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_at TIMESTAMPTZ
);
CREATE INDEX signin_reset_account ON signin_reset (account_id, at);
