-- The nodes that run on this database and the keys that each has, so that no key is used that a node does not know, or
-- retired that a node still seals with. A node says so anew every ten seconds; one that has been silent for half a minute
-- does not run.

-- +goose Up
CREATE TABLE app_node (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL, -- of its machine and process, for whoever runs it
    current_key  TEXT NOT NULL,
    known_keys   TEXT NOT NULL, -- ids between blanks
    seen_at      TIMESTAMPTZ NOT NULL
);
