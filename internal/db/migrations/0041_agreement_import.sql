-- A file that somebody has sent in on the import page and not yet taken in, or has: the file itself lies sealed among
-- the stored files, how far its reading has come in the job's row.

-- +goose Up
CREATE TABLE agreement_import (
    id         TEXT PRIMARY KEY,
    file_id    TEXT NOT NULL REFERENCES file (id),
    valid_from DATE,
    valid_to   DATE,
    kind       TEXT NOT NULL,
    job_id     TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
