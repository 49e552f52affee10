-- What the definitions call a pause: a fact can stand still, and is due later by as much working time as it stood. A matter
-- can wait for the person or for a statement from somebody else, until a day.

-- +goose Up
CREATE TABLE fact_hold (
    fact_id TEXT PRIMARY KEY,
    since   TIMESTAMPTZ NOT NULL,
    due     TIMESTAMPTZ NOT NULL
);
ALTER TABLE matter ADD COLUMN waits_why TEXT NOT NULL DEFAULT '' CHECK (waits_why IN ('', 'asked', 'away', 'statement'));
ALTER TABLE matter ADD COLUMN waits_until DATE;
ALTER TABLE matter ADD COLUMN still_since TIMESTAMPTZ;
ALTER TABLE matter ADD COLUMN stood BIGINT NOT NULL DEFAULT 0;
CREATE INDEX matter_waits ON matter (waits_until) WHERE waits_until IS NOT NULL;
