-- The first day on which the text of a concluded draft is the text of its agreement: the day of its conclusion, or the
-- first day of a renewal that was signed before. NULL for what was concluded before this was kept, and held at once.

-- +goose Up
ALTER TABLE negotiation_draft ADD COLUMN holds_from DATE;
