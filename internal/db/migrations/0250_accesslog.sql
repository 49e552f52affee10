-- The review of who has read whose data. A reading is a line of the trail (trail_entry); a review draws some of them and
-- flags some by rules, and keeps of each what the auditor found. What anybody wrote is sealed. An emergency opening is
-- reviewed by itself. Rules are data with validity, by authority. The watch list is personal numbers, sealed with their reasons.

-- +goose Up
CREATE TABLE accesslog_review (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    from_on      DATE NOT NULL,
    to_on        DATE NOT NULL,
    seed         BIGINT NOT NULL,
    size         BIGINT NOT NULL,
    readings     BIGINT NOT NULL,
    readers      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    opened_by    TEXT NOT NULL,
    opened_at    TIMESTAMPTZ NOT NULL,
    due_at       TIMESTAMPTZ NOT NULL,
    closed_by    TEXT NOT NULL,
    closed_at    TIMESTAMPTZ,
    reminded_at  TIMESTAMPTZ,
    version      BIGINT NOT NULL,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX accesslog_review_authority ON accesslog_review (authority_id, state, from_on);

CREATE TABLE accesslog_line (
    id           TEXT PRIMARY KEY,
    review_id    TEXT NOT NULL REFERENCES accesslog_review (id),
    authority_id TEXT NOT NULL,
    no           BIGINT NOT NULL,
    entry_id     TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    account_id   TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    thing_kind   TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    action       TEXT NOT NULL,
    change       TEXT NOT NULL,
    drawn        BOOLEAN NOT NULL,
    flags        TEXT NOT NULL,
    result       TEXT NOT NULL CHECK (result IN ('', 'in-order', 'misuse')),
    words        BYTEA,
    judged_by    TEXT NOT NULL,
    judged_at    TIMESTAMPTZ,
    asked_by     TEXT NOT NULL,
    asked_at     TIMESTAMPTZ,
    explanation  BYTEA,
    explained_at TIMESTAMPTZ,
    version      BIGINT NOT NULL,
    UNIQUE (review_id, entry_id)
);
CREATE INDEX accesslog_line_review ON accesslog_line (review_id, no);
CREATE INDEX accesslog_line_asked ON accesslog_line (account_id, asked_at);

CREATE TABLE accesslog_flagged (
    review_id TEXT NOT NULL REFERENCES accesslog_review (id),
    rule      TEXT NOT NULL,
    threshold BIGINT NOT NULL,
    found     BIGINT NOT NULL,
    taken     BIGINT NOT NULL,
    PRIMARY KEY (review_id, rule)
);

CREATE TABLE accesslog_rule (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    rule         TEXT NOT NULL,
    active       BOOLEAN NOT NULL,
    threshold    BIGINT NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE,
    set_by       TEXT NOT NULL
);
CREATE INDEX accesslog_rule_authority ON accesslog_rule (authority_id, rule, valid_from);

CREATE TABLE accesslog_watch (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    number       BYTEA NOT NULL,
    reason       BYTEA NOT NULL,
    added_by     TEXT NOT NULL,
    added_at     TIMESTAMPTZ NOT NULL,
    ended_at     TIMESTAMPTZ
);
CREATE INDEX accesslog_watch_authority ON accesslog_watch (authority_id, ended_at);

CREATE TABLE accesslog_emergency (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    person_id    TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    opened_at    TIMESTAMPTZ NOT NULL,
    due_at       TIMESTAMPTZ NOT NULL,
    outcome      TEXT NOT NULL CHECK (outcome IN ('', 'justified', 'unjustified')),
    words        BYTEA,
    reviewed_by  TEXT NOT NULL,
    reviewed_at  TIMESTAMPTZ,
    reminded_at  TIMESTAMPTZ,
    version      BIGINT NOT NULL,
    CHECK ((outcome = '') = (reviewed_at IS NULL))
);
CREATE INDEX accesslog_emergency_waits ON accesslog_emergency (reviewed_at, due_at);
CREATE INDEX accesslog_emergency_authority ON accesslog_emergency (authority_id, opened_at);

CREATE TABLE accesslog_fact (
    fact_id    TEXT PRIMARY KEY,
    metric     TEXT NOT NULL,
    thing_kind TEXT NOT NULL,
    thing_id   TEXT NOT NULL
);
CREATE INDEX accesslog_fact_thing ON accesslog_fact (thing_kind, thing_id, metric);
