-- Which fact tells of which meeting, decision or review, one for each municipality that the agreement binds. The fact does
-- not know the row. And which reminders have been given, so that each is given once.

-- +goose Up
CREATE TABLE steering_fact (
    thing_id          TEXT NOT NULL,
    metric            TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    fact_id           TEXT NOT NULL,
    PRIMARY KEY (thing_id, metric, municipality_code)
);

CREATE TABLE steering_reminder (
    thing_id TEXT NOT NULL,
    days     BIGINT NOT NULL,
    due      DATE NOT NULL,
    PRIMARY KEY (thing_id, days, due)
);
