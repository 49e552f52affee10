-- What an act adds to the sums waits in rows of its own until the clock takes it into the cells: a cell of a busy month is
-- one row that every act would otherwise wait for. A sum is its cell and what waits. And a version for each month of a
-- measure, which changes with its cells, so that who has read a month's cells knows whether they still stand.

-- +goose Up
CREATE TABLE rollup_delta (
    metric       TEXT NOT NULL,
    month        DATE NOT NULL,
    municipality TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    id           TEXT NOT NULL,
    n            BIGINT NOT NULL,
    kept         BIGINT NOT NULL,
    relieved     BIGINT NOT NULL,
    minutes      BIGINT NOT NULL,
    histogram    BYTEA NOT NULL,
    PRIMARY KEY (metric, month, municipality, authority_id, id)
);

CREATE TABLE rollup_month (
    metric  TEXT NOT NULL,
    month   DATE NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (metric, month)
);
