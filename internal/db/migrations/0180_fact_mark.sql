-- A fact bears a mark of the house's, made with its keys from all that the fact says, so that one that was changed or put in
-- by hand is named. Those written before are marked when the program starts next.

-- +goose Up
ALTER TABLE fact ADD COLUMN mark TEXT NOT NULL DEFAULT '';
CREATE INDEX fact_unmarked ON fact (id) WHERE mark = '';
