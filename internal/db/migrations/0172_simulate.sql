-- How far the making of an invented Sweden has come. The rows stand in the same commits as the acts that they count.

-- +goose Up
CREATE TABLE simulate_progress (
    id          BIGINT PRIMARY KEY CHECK (id = 1),
    arguments   TEXT NOT NULL,
    done        BIGINT NOT NULL,
    last_at     TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);

-- Questions that more happens to, by their number in the plan.
CREATE TABLE simulate_open (
    no         BIGINT PRIMARY KEY,
    enquiry_id TEXT NOT NULL
);
