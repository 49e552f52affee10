-- How a promise turned out in a window that has ended: what the figure was made of, and the verdict on it. It follows from
-- the facts and is reckoned anew each day.

-- +goose Up
CREATE TABLE promise_result (
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    number       TEXT NOT NULL,
    measure      BIGINT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('agency', 'municipality', 'both')),
    starts       DATE NOT NULL,
    ends         DATE NOT NULL,
    metric       TEXT NOT NULL,
    n            BIGINT NOT NULL,
    kept         BIGINT NOT NULL,
    relieved     BIGINT NOT NULL,
    figure       BIGINT,
    target       BIGINT,
    verdict      TEXT NOT NULL,
    bare         TEXT NOT NULL,
    reckoned     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agreement_id, number, measure, side, starts)
);
CREATE INDEX promise_result_verdict ON promise_result (verdict, ends);
