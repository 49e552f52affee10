-- The days on which the agency is present in a municipality (section 19 of an agreement). Nothing in them is about anybody.

-- +goose Up
CREATE TABLE meeting_presence (
    id                TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL,
    authority_id      TEXT NOT NULL,
    premises          TEXT NOT NULL,
    day               DATE NOT NULL,
    opens             TEXT NOT NULL,
    closes            TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('planned', 'kept', 'missed')),
    moved_from        DATE,
    reason            TEXT NOT NULL,
    planned_at        TIMESTAMPTZ NOT NULL,
    fact_id           TEXT NOT NULL,
    version           BIGINT NOT NULL
);
CREATE UNIQUE INDEX meeting_presence_one ON meeting_presence (municipality_code, authority_id, premises, day, opens);
CREATE INDEX meeting_presence_order ON meeting_presence (day, id);
