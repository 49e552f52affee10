-- Which facts a question has left, each in a row of its own, so that the questions behind a figure are found by the figure's
-- facts. There is one for each measure and round; of calls back, which are many in a round, one for each call (no). The
-- column enquiry.facts is carried over by the next step, written in Go, and then taken away.

-- +goose Up
CREATE TABLE enquiry_fact (
    fact_id    TEXT PRIMARY KEY,
    enquiry_id TEXT NOT NULL REFERENCES enquiry (id),
    metric     TEXT NOT NULL,
    round      BIGINT NOT NULL,
    no         BIGINT NOT NULL,
    UNIQUE (enquiry_id, metric, round, no)
);
