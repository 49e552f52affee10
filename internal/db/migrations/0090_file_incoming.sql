-- Content too large for one act, on its way in: sealed parts, written while it arrives and taken away when it has been
-- read. A part's id is the id it is received under and its number, so that a part moved elsewhere does not open.

-- +goose Up
CREATE TABLE file_incoming_part (
    id          TEXT PRIMARY KEY,
    incoming_id TEXT NOT NULL,
    n           BIGINT NOT NULL CHECK (n >= 0),
    sealed      BYTEA NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    UNIQUE (incoming_id, n)
);
CREATE INDEX file_incoming_part_age ON file_incoming_part (created_at);
