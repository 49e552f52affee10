-- A fact may be a share: so many (part) of so many (whole) are in order. And the annual review that each year of an
-- agreement calls for (K28.1): an anniversary that passes without one is missed, and its fact says so.

-- +goose Up
ALTER TABLE fact ADD COLUMN part BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN whole BIGINT NOT NULL DEFAULT 0;

CREATE TABLE steering_anniversary (
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    due          DATE NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'kept', 'missed', 'withdrawn')),
    PRIMARY KEY (agreement_id, due)
);
CREATE INDEX steering_anniversary_open ON steering_anniversary (state, due);
