-- Which fact of coverage (K28.3) tells of which municipality's part in an agreement. The fact does not know the agreement's row.

-- +goose Up
CREATE TABLE agreement_fact (
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    municipality_code TEXT NOT NULL,
    fact_id           TEXT NOT NULL,
    PRIMARY KEY (agreement_id, municipality_code)
);
