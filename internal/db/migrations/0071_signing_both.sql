-- One person can sign for a party in both capacities, on a delegation that says so.

-- +goose Up
ALTER TABLE signing_slot ADD COLUMN both_capacities BOOLEAN NOT NULL DEFAULT FALSE;
