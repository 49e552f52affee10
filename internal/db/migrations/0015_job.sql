-- Work by the clock and what leaves the house. Both are housekeeping: that a thing was sent is noted by the act that
-- wrote it here.

-- +goose Up
CREATE TABLE job (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    unique_key   TEXT,
    args         TEXT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    run_at       TIMESTAMPTZ NOT NULL,
    leased_until TIMESTAMPTZ NOT NULL,
    attempt      BIGINT NOT NULL,
    most         BIGINT NOT NULL,
    done_at      TIMESTAMPTZ,
    stuck_at     TIMESTAMPTZ,
    last_error   TEXT NOT NULL,
    progress     BIGINT NOT NULL,
    total        BIGINT NOT NULL,
    result       TEXT NOT NULL
);
CREATE UNIQUE INDEX job_unique ON job (kind, unique_key);
CREATE INDEX job_ready ON job (run_at, leased_until) WHERE done_at IS NULL AND stuck_at IS NULL;
CREATE INDEX job_done ON job (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE delivery (
    id         TEXT PRIMARY KEY,
    channel    TEXT NOT NULL,
    content    BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at    TIMESTAMPTZ,
    receipt    TEXT NOT NULL
);
