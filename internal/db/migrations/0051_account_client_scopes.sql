-- What an API key may do: the role that it acts in and the groups of actions within it. A key made before has none and
-- reads what is open to everybody.

-- +goose Up
ALTER TABLE account_client ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE account_client ADD COLUMN scopes TEXT NOT NULL DEFAULT '';
