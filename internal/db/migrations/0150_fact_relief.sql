-- A miss that the other side caused is told apart, so that a promise can be judged with and without it; and a fact says when
-- it was last written, so that a result can be told from one that was changed by hand.

-- +goose Up
ALTER TABLE fact ADD COLUMN relieved BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE fact ADD COLUMN changed TIMESTAMPTZ;
ALTER TABLE rollup ADD COLUMN relieved BIGINT NOT NULL DEFAULT 0;
CREATE INDEX fact_due ON fact (metric, municipality, due);
CREATE INDEX fact_changed ON fact (municipality, changed);
