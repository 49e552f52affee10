-- What is under way through a contact path is counted when the path is handed over.

-- +goose Up
CREATE INDEX enquiry_under_path ON enquiry (path_id) WHERE state IN ('incomplete', 'open', 'paused');
