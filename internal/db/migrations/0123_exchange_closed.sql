-- What an authority may destroy is looked for by its class among the threads that are closed.

-- +goose Up
CREATE INDEX exchange_party_retention ON exchange_party (authority_id, retention) WHERE NOT outside AND erased_at IS NULL;
