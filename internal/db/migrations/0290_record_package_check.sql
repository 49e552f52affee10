-- What the check of an archive package said when the package was made: how many MUSTs of the rules it met, and the ids of the
-- SHOULDs that it does not follow.

-- +goose Up
ALTER TABLE record_disposal ADD COLUMN export_musts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE record_disposal ADD COLUMN export_shoulds TEXT NOT NULL DEFAULT '';
