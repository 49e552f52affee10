-- An incident is a file of its authority: it has a registry number, and is destroyed by the authority's plan. The fact that it
-- left outlasts it, and so does the row that says of which authority concerned the fact was.

-- +goose Up
ALTER TABLE incident ADD COLUMN registry TEXT NOT NULL DEFAULT '';
CREATE INDEX incident_ended ON incident (authority_id, ended_at, id);

CREATE TABLE incident_fact_left (
    fact_id  TEXT PRIMARY KEY,
    party_id TEXT NOT NULL
);
INSERT INTO incident_fact_left (fact_id, party_id) SELECT fact_id, party_id FROM incident_fact;
DROP TABLE incident_fact;
ALTER TABLE incident_fact_left RENAME TO incident_fact;
CREATE INDEX incident_fact_party ON incident_fact (party_id);
