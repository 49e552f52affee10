-- The first day of the latest renewal of an agreement: until then what was agreed before holds, from then on what was
-- signed for the next term. NULL when it has not been renewed. The last day is that of the renewal.

-- +goose Up
ALTER TABLE agreement ADD COLUMN renewed_from DATE;
