-- By when somebody below 25 is to be contacted and to have a joint plan once a hand-over is accepted (K18.1), and how the
-- waiting for the plan ended: a plan was made, or the matter was closed without one.

-- +goose Up
ALTER TABLE handover ADD COLUMN youth_contact_due TIMESTAMPTZ;
ALTER TABLE handover ADD COLUMN youth_plan_due TIMESTAMPTZ;
ALTER TABLE handover ADD COLUMN youth_plan_end TIMESTAMPTZ;
ALTER TABLE handover ADD COLUMN youth_plan TEXT NOT NULL DEFAULT '' CHECK (youth_plan IN ('', 'made', 'withdrawn'));
