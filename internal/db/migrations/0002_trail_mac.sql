-- What shows that an entry which waits for its place was written by the house, and not by somebody who holds the
-- database alone. Where entries get their places in the same commit (SQLite) it is empty.

-- +goose Up
ALTER TABLE trail_entry ADD COLUMN mac TEXT NOT NULL DEFAULT '';
