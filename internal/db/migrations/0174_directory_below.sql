-- The units below a unit are found by an index: whose question it is hangs on them, and that is asked for every act.

-- +goose Up
CREATE INDEX directory_unit_version_parent ON directory_unit_version (parent_id);
