-- The trail: what happened, who did it, to which thing. A leaf of the Merkle log is the digest of an entry and its
-- salt, so that a lawful disposal can take both away and leave the log whole.

-- +goose Up
CREATE TABLE trail_entry (
    id           TEXT PRIMARY KEY,
    seq          BIGINT UNIQUE,
    at           TIMESTAMPTZ NOT NULL,
    actor_id     TEXT NOT NULL,
    actor        TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    session_id   TEXT NOT NULL,
    action       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    change       TEXT NOT NULL,
    salt         BYTEA NOT NULL
);
CREATE INDEX trail_entry_unsequenced ON trail_entry (id) WHERE seq IS NULL;
CREATE INDEX trail_entry_thing ON trail_entry (kind, thing_id, id);
CREATE INDEX trail_entry_authority ON trail_entry (authority_id, id);
CREATE INDEX trail_entry_actor ON trail_entry (actor_id, id);

CREATE TABLE trail_leaf (
    seq    BIGINT PRIMARY KEY,
    digest BYTEA NOT NULL
);

CREATE TABLE trail_head (
    id      BIGINT PRIMARY KEY,
    size    BIGINT NOT NULL,
    edge    BYTEA NOT NULL,
    signed  TEXT NOT NULL,
    at      TIMESTAMPTZ NOT NULL
);

CREATE TABLE trail_anchor (
    size   BIGINT PRIMARY KEY,
    signed TEXT NOT NULL,
    at     TIMESTAMPTZ NOT NULL
);

CREATE TABLE trail_disposed (
    seq      BIGINT PRIMARY KEY,
    protocol TEXT NOT NULL
);
