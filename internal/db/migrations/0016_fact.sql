-- Facts hold what every figure is made of: a measure, a place, who owed it and when. Never a person, a name, a free
-- text or an id that leads to one.

-- +goose Up
CREATE TABLE fact (
    id           TEXT PRIMARY KEY,
    metric       TEXT NOT NULL,
    version      BIGINT NOT NULL,
    clause       TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    municipality TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    opened       TIMESTAMPTZ NOT NULL,
    due          TIMESTAMPTZ,
    closed       TIMESTAMPTZ,
    outcome      TEXT NOT NULL,
    minutes      BIGINT NOT NULL,
    paused       BIGINT NOT NULL
);
CREATE INDEX fact_metric ON fact (metric, municipality, opened);
CREATE INDEX fact_open ON fact (metric, due) WHERE closed IS NULL;

CREATE TABLE rollup (
    metric       TEXT NOT NULL,
    month        DATE NOT NULL,
    municipality TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    n            BIGINT NOT NULL,
    kept         BIGINT NOT NULL,
    minutes      BIGINT NOT NULL,
    histogram    BYTEA NOT NULL,
    PRIMARY KEY (metric, month, municipality, authority_id)
);

CREATE TABLE rollup_reach (
    metric TEXT PRIMARY KEY,
    month  DATE NOT NULL
);
