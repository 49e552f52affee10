-- Whether the last answer of a follow-up stands in the sums. It was not kept, so an answer that was noted before a person's
-- identity was protected stayed there, and a correction after it counted wrongly. The sums are made anew, by the clock,
-- of the answers of those who are not protected.

-- +goose Up
ALTER TABLE outcome ADD COLUMN counted BOOLEAN NOT NULL DEFAULT FALSE;
DELETE FROM outcome_tally;
CREATE INDEX outcome_uncounted ON outcome (id) WHERE NOT counted AND answers > 0;
CREATE INDEX person_protected ON person (protected_from) WHERE protected_from IS NOT NULL;
