-- How many of a party's roles in a municipality are staffed with somebody and a substitute (K7.1), from one day to another,
-- and which fact tells of it. The fact does not know the row.

-- +goose Up
CREATE TABLE contact_staffing (
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    municipality_code TEXT NOT NULL,
    authority_id      TEXT NOT NULL,
    since             DATE NOT NULL,
    until             DATE CHECK (until IS NULL OR until > since),
    staffed           BIGINT NOT NULL,
    roles             BIGINT NOT NULL,
    fact_id           TEXT NOT NULL,
    PRIMARY KEY (agreement_id, municipality_code, authority_id, since)
);
CREATE INDEX contact_staffing_open ON contact_staffing (until, agreement_id);
