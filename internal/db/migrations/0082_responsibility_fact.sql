-- Which fact tells how much of an agreement's matrix is settled in a municipality (K2.1), from one day to another. The
-- fact does not know the row.

-- +goose Up
CREATE TABLE responsibility_fact (
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    municipality_code TEXT NOT NULL,
    since             DATE NOT NULL,
    until             DATE CHECK (until IS NULL OR until > since),
    settled           BIGINT NOT NULL,
    tasks             BIGINT NOT NULL,
    fact_id           TEXT NOT NULL,
    PRIMARY KEY (agreement_id, municipality_code, since)
);
CREATE INDEX responsibility_fact_open ON responsibility_fact (until, agreement_id);
