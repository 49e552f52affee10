-- Where a meeting is stands in the messages of the matter's conversation, a frozen copy for each authority: in the call, or in
-- the message that told another place since. Here stands only which message that is, empty for the call itself.

-- +goose Up
ALTER TABLE meeting ADD COLUMN place_message TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting DROP COLUMN place;
