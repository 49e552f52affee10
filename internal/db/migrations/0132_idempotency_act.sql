-- A call with an Idempotency-Key is claimed by whoever carries it out now, and its act marks the key in its own
-- transaction: so it can be told whether what was begun and never answered was done.

-- +goose Up
ALTER TABLE idempotency ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE idempotency ADD COLUMN acted_at TIMESTAMPTZ;
ALTER TABLE idempotency ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE idempotency ADD COLUMN thing_id TEXT NOT NULL DEFAULT '';
