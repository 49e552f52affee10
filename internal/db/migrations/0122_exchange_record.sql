-- An authority's file of a thread: when its copies were destroyed under a protocol. What was destroyed gets no new number.

-- +goose Up
ALTER TABLE exchange_party ADD COLUMN erased_at TIMESTAMPTZ;
DROP INDEX exchange_party_unregistered;
CREATE INDEX exchange_party_unregistered ON exchange_party (authority_id, conversation_id) WHERE registry = '' AND NOT outside AND erased_at IS NULL;
