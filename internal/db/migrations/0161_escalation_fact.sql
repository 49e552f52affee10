-- Which facts an escalation has left: one for each level whose time was up (K25.3).

-- +goose Up
CREATE TABLE escalation_fact (
    fact_id       TEXT PRIMARY KEY,
    escalation_id TEXT NOT NULL REFERENCES escalation (id),
    level         BIGINT NOT NULL
);
CREATE INDEX escalation_fact_escalation ON escalation_fact (escalation_id);
