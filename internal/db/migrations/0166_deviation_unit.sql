-- The unit of the agency that has its side of a deviation, so that its people find their own among the country's.

-- +goose Up
ALTER TABLE deviation ADD COLUMN unit_id TEXT NOT NULL DEFAULT '';
