-- What a person asks of one authority, by whatever channel: a question, a meeting, an extract, a correction, a restriction,
-- an objection, a complaint. It is the authority's own and about its own record of the person. Who asked and how, what was
-- asked and what was answered is sealed. Deadlines are read from request_event; due_at and order_at are kept beside it for
-- lists and for the clock. A fact's id stands here, never the reverse.

-- +goose Up
CREATE TABLE request (
    id                TEXT PRIMARY KEY,
    authority_id      TEXT NOT NULL REFERENCES directory_authority (id),
    unit_id           TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    person_id         TEXT NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('question', 'meeting', 'extract', 'correction', 'restriction', 'objection', 'complaint')),
    channel           TEXT NOT NULL CHECK (channel IN ('my-pages', 'phone', 'in-person', 'letter')),
    asked_by          TEXT NOT NULL CHECK (asked_by IN ('person', 'guardian', 'representative')),
    checked           TEXT NOT NULL CHECK (checked IN ('', 'sign-in', 'document', 'known', 'questions', 'letter')),
    evidence_id       TEXT NOT NULL,
    wish              TEXT NOT NULL CHECK (wish IN ('my-pages', 'phone', 'in-person', 'letter')),
    way               TEXT NOT NULL CHECK (way IN ('my-pages', 'phone', 'in-person', 'letter')),
    content           BYTEA,
    account_id        TEXT NOT NULL,
    entered_by        TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('received', 'taken', 'answered', 'granted', 'refused', 'offered', 'closed', 'withdrawn')),
    outcome           TEXT NOT NULL,
    helped            TEXT NOT NULL CHECK (helped IN ('', 'yes', 'no', 'silent')),
    waiting           BOOLEAN NOT NULL,
    extended          BOOLEAN NOT NULL,
    round             BIGINT NOT NULL,
    calls             BIGINT NOT NULL,
    box               TEXT NOT NULL CHECK (box IN ('live', 'told', 'over')),
    asked_at          TIMESTAMPTZ NOT NULL,
    due_at            TIMESTAMPTZ,
    order_at          TIMESTAMPTZ NOT NULL,
    taken_at          TIMESTAMPTZ,
    decided_at        TIMESTAMPTZ,
    told_at           TIMESTAMPTZ,
    ended_at          TIMESTAMPTZ,
    reminded_at       TIMESTAMPTZ,
    raised_at         TIMESTAMPTZ,
    registry          TEXT NOT NULL,
    erased_at         TIMESTAMPTZ,
    version           BIGINT NOT NULL
);
CREATE INDEX request_list ON request (authority_id, box, order_at, id);
CREATE INDEX request_person ON request (person_id, asked_at);
CREATE INDEX request_due ON request (box, due_at, id);
CREATE INDEX request_silent ON request (box, told_at, id);
CREATE INDEX request_unregistered ON request (asked_at, id) WHERE registry = '' AND erased_at IS NULL;

CREATE TABLE request_event (
    id         TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    round      BIGINT NOT NULL,
    no         BIGINT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    act        TEXT NOT NULL,
    side       TEXT NOT NULL CHECK (side IN ('staff', 'person', 'clock')),
    account_id TEXT NOT NULL,
    days       BIGINT NOT NULL,
    months     BIGINT NOT NULL,
    changed    TEXT NOT NULL,
    starts_at  TIMESTAMPTZ,
    said       BYTEA,
    UNIQUE (request_id, no)
);

CREATE TABLE request_fact (
    fact_id    TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    metric     TEXT NOT NULL,
    round      BIGINT NOT NULL
);
CREATE INDEX request_fact_request ON request_fact (request_id);
