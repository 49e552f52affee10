-- When those who answer for an analysis of causes were told that its day is near, so that they are told once. What was due
-- before there were reminders is late, and is not reminded of.

-- +goose Up
ALTER TABLE deviation_analysis ADD COLUMN warned_at TIMESTAMPTZ;
CREATE INDEX deviation_analysis_ahead ON deviation_analysis (due) WHERE state = 'open' AND warned_at IS NULL;
CREATE INDEX deviation_analysis_measure_ahead ON deviation_analysis (measure_due) WHERE state = 'noted' AND warned_at IS NULL;
