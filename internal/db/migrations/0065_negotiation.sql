-- Drafts of agreements: who is a party, whose turn it is, the document being worked on, and every version that was put
-- forward, whole and with its digest. Version 0 of a draft is what it began from. turn_id is the authority that holds the
-- pen, empty when nobody does. A version never changes; the document being worked on is one field's change at a time.

-- +goose Up
CREATE TABLE negotiation_draft (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('new', 'amendment', 'renewal', 'joining')),
    agreement_id TEXT NOT NULL,
    template     BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('drafting', 'proposed', 'approved', 'signing', 'concluded', 'withdrawn', 'expired')),
    turn_id      TEXT NOT NULL,
    latest       BIGINT NOT NULL CHECK (latest >= 0),
    begun_at     TIMESTAMPTZ NOT NULL,
    begun_by     TEXT NOT NULL,
    stepped_at   TIMESTAMPTZ NOT NULL,
    closed_at    TIMESTAMPTZ,
    reason       TEXT NOT NULL,
    concluded_id TEXT NOT NULL,
    work         TEXT NOT NULL,
    version      BIGINT NOT NULL,
    CHECK ((state = 'drafting') = (turn_id <> '')),
    CHECK ((state IN ('concluded', 'withdrawn', 'expired')) = (closed_at IS NOT NULL)),
    CHECK ((state = 'concluded') = (concluded_id <> ''))
);
CREATE INDEX negotiation_draft_state ON negotiation_draft (state, stepped_at);
CREATE INDEX negotiation_draft_agreement ON negotiation_draft (agreement_id, state);
CREATE INDEX negotiation_draft_concluded ON negotiation_draft (concluded_id, closed_at);

CREATE TABLE negotiation_party (
    draft_id          TEXT NOT NULL REFERENCES negotiation_draft (id),
    authority_id      TEXT NOT NULL REFERENCES directory_authority (id),
    municipality_code TEXT NOT NULL,
    PRIMARY KEY (draft_id, authority_id)
);
CREATE INDEX negotiation_party_authority ON negotiation_party (authority_id, draft_id);

CREATE TABLE negotiation_text (
    draft_id     TEXT NOT NULL REFERENCES negotiation_draft (id),
    no           BIGINT NOT NULL CHECK (no >= 0),
    doc          TEXT NOT NULL,
    digest       TEXT NOT NULL,
    frozen_at    TIMESTAMPTZ NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    PRIMARY KEY (draft_id, no)
);

CREATE TABLE negotiation_approval (
    draft_id     TEXT NOT NULL REFERENCES negotiation_draft (id),
    no           BIGINT NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    decision     TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (draft_id, no, authority_id)
);

CREATE TABLE negotiation_thread (
    id           TEXT PRIMARY KEY,
    draft_id     TEXT NOT NULL REFERENCES negotiation_draft (id),
    no           BIGINT NOT NULL,
    field        TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'answered', 'resolved')),
    authority_id TEXT NOT NULL,
    opened_at    TIMESTAMPTZ NOT NULL,
    version      BIGINT NOT NULL
);
CREATE INDEX negotiation_thread_draft ON negotiation_thread (draft_id, id);
CREATE UNIQUE INDEX negotiation_thread_live ON negotiation_thread (draft_id, field) WHERE state <> 'resolved';

CREATE TABLE negotiation_comment (
    id           TEXT PRIMARY KEY,
    thread_id    TEXT NOT NULL REFERENCES negotiation_thread (id),
    draft_id     TEXT NOT NULL REFERENCES negotiation_draft (id),
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    body         TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL
);
CREATE INDEX negotiation_comment_thread ON negotiation_comment (draft_id, thread_id, id);

CREATE TABLE negotiation_file (
    id           TEXT PRIMARY KEY,
    draft_id     TEXT NOT NULL REFERENCES negotiation_draft (id),
    file_id      TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    what         TEXT NOT NULL,
    size         BIGINT NOT NULL,
    at           TIMESTAMPTZ NOT NULL
);
CREATE INDEX negotiation_file_draft ON negotiation_file (draft_id, id);

CREATE TABLE negotiation_warning (
    draft_id TEXT NOT NULL REFERENCES negotiation_draft (id),
    days     BIGINT NOT NULL,
    ends_on  DATE NOT NULL,
    PRIMARY KEY (draft_id, days, ends_on)
);
