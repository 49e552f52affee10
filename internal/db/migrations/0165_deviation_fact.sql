-- The facts that a deviation has left stand in rows, so that what is behind a figure is found, and that a fact was removed
-- is seen.

-- +goose Up
CREATE TABLE deviation_fact (
    fact_id      TEXT PRIMARY KEY,
    deviation_id TEXT NOT NULL REFERENCES deviation (id),
    metric       TEXT NOT NULL,
    round        BIGINT NOT NULL,
    level        BIGINT NOT NULL,
    UNIQUE (deviation_id, metric, round, level)
);
ALTER TABLE deviation DROP COLUMN facts;
