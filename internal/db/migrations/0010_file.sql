-- Stored files, sealed in parts. What the type and size are stands in clear for lists and is bound to the content by
-- the sealed proof. A part's id is the file's id and its number, so that a part moved elsewhere does not open.

-- +goose Up
CREATE TABLE file (
    id              TEXT PRIMARY KEY,
    name            BYTEA NOT NULL,
    media_type      TEXT NOT NULL,
    size            BIGINT NOT NULL CHECK (size > 0),
    proof           BYTEA NOT NULL,
    owner_authority TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX file_owner ON file (owner_authority, id);

CREATE TABLE file_part (
    id      TEXT PRIMARY KEY,
    file_id TEXT NOT NULL REFERENCES file (id),
    n       BIGINT NOT NULL CHECK (n >= 0),
    sealed  BYTEA NOT NULL,
    UNIQUE (file_id, n)
);
