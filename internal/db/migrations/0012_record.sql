-- Registry numbers. A series counts for one authority, from 1 each year when its pattern names the year. A number
-- belongs to one thing; number_key is the number without spaces and in capitals, so that it is unique however written.

-- +goose Up
CREATE TABLE record_series (
    authority_id TEXT NOT NULL,
    name         TEXT NOT NULL,
    pattern      TEXT NOT NULL,
    yearly       BOOLEAN NOT NULL,
    year         BIGINT NOT NULL,
    last         BIGINT NOT NULL CHECK (last >= 0),
    PRIMARY KEY (authority_id, name)
);

CREATE TABLE record_number (
    authority_id TEXT NOT NULL,
    number_key   TEXT NOT NULL,
    number       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    given_at     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (authority_id, number_key),
    UNIQUE (authority_id, kind, thing_id)
);
