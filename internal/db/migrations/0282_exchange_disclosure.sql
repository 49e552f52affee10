-- A message that tells something about a person is a disclosure (K20.1): 'due' when it is sent, 'counted' when the clock has
-- made a fact of it. What tells nothing is neither. Of those sent before, the ones that name a ground are counted.

-- +goose Up
ALTER TABLE exchange_message ADD COLUMN disclosure TEXT NOT NULL DEFAULT '';
UPDATE exchange_message SET disclosure = 'due' WHERE ground <> '';
CREATE INDEX exchange_message_uncounted ON exchange_message (sent_at, id) WHERE disclosure = 'due';

CREATE TABLE exchange_fact (
    fact_id    TEXT PRIMARY KEY,
    message_id TEXT NOT NULL
);
CREATE INDEX exchange_fact_message ON exchange_fact (message_id);
