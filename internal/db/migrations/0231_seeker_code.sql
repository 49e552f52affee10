-- One-time codes for my pages, which a caseworker hands over on paper to who has no e-identification. Only a digest of the
-- code is kept; what was shown to check who the person is stands here in a word, never a number of a document. A code signs
-- in once, with the date of birth, before its end; after some wrong dates of birth it is closed.

-- +goose Up
CREATE TABLE seeker_code (
    id           TEXT PRIMARY KEY,
    seeker_id    TEXT NOT NULL REFERENCES seeker (id),
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    digest       TEXT NOT NULL UNIQUE,
    checked      TEXT NOT NULL CHECK (checked IN ('passport', 'id-card', 'licence', 'certified')),
    made_by      TEXT NOT NULL,
    made_at      TIMESTAMPTZ NOT NULL,
    ends_at      TIMESTAMPTZ NOT NULL,
    tries        BIGINT NOT NULL,
    used_at      TIMESTAMPTZ,
    ended_at     TIMESTAMPTZ
);
CREATE INDEX seeker_code_person ON seeker_code (person_id, made_at);
