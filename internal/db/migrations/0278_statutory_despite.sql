-- That the sender confirmed that a notice is given although the processing of the person's data is restricted. It stands with
-- the sender's side alone.

-- +goose Up
ALTER TABLE statutory_side ADD COLUMN despite BOOLEAN NOT NULL DEFAULT FALSE;
