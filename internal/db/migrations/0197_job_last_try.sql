-- Which jobs are on their last try: they are looked for every few seconds, also while a hundred thousand others wait.

-- +goose Up
CREATE INDEX job_last_try ON job (leased_until) WHERE done_at IS NULL AND stuck_at IS NULL AND attempt >= most;
