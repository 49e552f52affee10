-- Each side's file of a deviation, as a public document has it at both: its registry number, and when the file was destroyed
-- under a protocol. What was destroyed gets no new number. Those who read along in the steering group have no file.

-- +goose Up
ALTER TABLE deviation_side ADD COLUMN registry TEXT NOT NULL DEFAULT '';
ALTER TABLE deviation_side ADD COLUMN erased_at TIMESTAMPTZ;
CREATE INDEX deviation_side_unregistered ON deviation_side (deviation_id, authority_id) WHERE registry = '' AND side <> 'group' AND erased_at IS NULL;
