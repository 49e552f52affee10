-- Job seekers: who the person whom the data is about is to Samsyn. One row for each person who may sign in, with the number
-- sealed. seeker_number has the keyed digests of the number, under every key of the ring when the person last signed in: by
-- them own records are found in every authority's register, and no others.

-- +goose Up
CREATE TABLE seeker (
    id         TEXT PRIMARY KEY,
    number     BYTEA NOT NULL,
    lang       TEXT NOT NULL,
    demo       BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE seeker_number (
    digest    TEXT PRIMARY KEY,
    seeker_id TEXT NOT NULL REFERENCES seeker (id)
);
CREATE INDEX seeker_number_seeker ON seeker_number (seeker_id);
