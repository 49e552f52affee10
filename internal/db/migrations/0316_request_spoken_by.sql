-- Who spoke, of what a person does with a request and staff write down: the person, a guardian, or a representative with a
-- power of attorney. What the power of attorney covers, and until when it holds, stands sealed in the request's content.

-- +goose Up
ALTER TABLE request_event ADD COLUMN spoken_by TEXT NOT NULL DEFAULT '';
