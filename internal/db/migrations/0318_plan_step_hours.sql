-- How many hours a week a step of a plan takes of the person, where that is said; 0 where it is not. It is for the promise that
-- nobody has full-time measures with both parties at once (K17.3).

-- +goose Up
ALTER TABLE plan_step ADD COLUMN hours BIGINT NOT NULL DEFAULT 0;
