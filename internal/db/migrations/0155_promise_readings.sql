-- How the promises of an agreement stood when they were last reckoned, so that the register says it of every agreement and
-- can be asked for those with broken ones. An agreed adjustment of a commitment may name a target, which is read beside the
-- one that was signed.

-- +goose Up
CREATE TABLE agreement_tally (
    agreement_id TEXT PRIMARY KEY REFERENCES agreement (id),
    kept         BIGINT NOT NULL,
    at_risk      BIGINT NOT NULL,
    broken       BIGINT NOT NULL,
    reckoned     TIMESTAMPTZ NOT NULL
);
ALTER TABLE commitment ADD COLUMN proposal_target BIGINT;
ALTER TABLE commitment ADD COLUMN adjusted_target BIGINT;
ALTER TABLE commitment ADD COLUMN adjusted_on DATE;
