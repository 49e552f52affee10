-- A ready proposal for a commitment, made from how it has turned out, that a party has dismissed in a draft, and why.

-- +goose Up
CREATE TABLE negotiation_dismissal (
    draft_id     TEXT NOT NULL REFERENCES negotiation_draft (id),
    field        TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    reason       TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (draft_id, field)
);
