-- Each side's place of a question bears the digits that people call it by, so that the inbox finds it by them, among the
-- authority's own alone. Those from before get theirs when the program starts next.

-- +goose Up
ALTER TABLE enquiry_side ADD COLUMN number TEXT NOT NULL DEFAULT '';
CREATE INDEX enquiry_side_number ON enquiry_side (authority_id, number);
CREATE INDEX enquiry_side_unnumbered ON enquiry_side (id) WHERE number = '';
