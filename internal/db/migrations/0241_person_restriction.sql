-- That the processing of data about a person is restricted (GDPR art. 18): nothing new is told about that person until it
-- is lifted.

-- +goose Up
CREATE TABLE person_restriction (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    thing_kind   TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    starts_at    TIMESTAMPTZ NOT NULL,
    ends_at      TIMESTAMPTZ,
    by_account   TEXT NOT NULL,
    lifted_by    TEXT NOT NULL
);
CREATE INDEX person_restriction_person ON person_restriction (person_id, starts_at);
