-- Which reminders that an agreement ends have been given, so that each is given once.

-- +goose Up
CREATE TABLE agreement_reminder (
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    days         BIGINT NOT NULL,
    last_day     DATE NOT NULL,
    PRIMARY KEY (agreement_id, days, last_day)
);
