-- The ids of a question's facts stand in enquiry_fact.

-- +goose Up
ALTER TABLE enquiry DROP COLUMN facts;
