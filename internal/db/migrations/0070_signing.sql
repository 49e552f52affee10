-- The signing of agreements: a round is bound to one frozen version by its digest; a slot is the place of one signature
-- with the delegation that it stands on. What replaced a signatory stays in the trail.

-- +goose Up
CREATE TABLE signing_round (
    id             TEXT PRIMARY KEY,
    draft_id       TEXT NOT NULL,
    text_no        BIGINT NOT NULL,
    text_digest    TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('open', 'completed', 'refused', 'withdrawn')),
    started_at     TIMESTAMPTZ NOT NULL,
    ended_at       TIMESTAMPTZ,
    reason         TEXT NOT NULL,
    agreement_id   TEXT NOT NULL,
    sealed_file_id TEXT NOT NULL,
    version        BIGINT NOT NULL,
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state = 'completed') = (agreement_id <> ''))
);
CREATE INDEX signing_round_draft ON signing_round (draft_id, started_at);
CREATE INDEX signing_round_agreement ON signing_round (agreement_id, started_at);
CREATE UNIQUE INDEX signing_round_open ON signing_round (draft_id) WHERE state = 'open';

CREATE TABLE signing_slot (
    id              TEXT PRIMARY KEY,
    round_id        TEXT NOT NULL REFERENCES signing_round (id),
    step            BIGINT NOT NULL CHECK (step >= 1),
    authority_id    TEXT NOT NULL REFERENCES directory_authority (id),
    capacity        TEXT NOT NULL CHECK (capacity IN ('political', 'administrative')),
    account_id      TEXT NOT NULL,
    name            TEXT NOT NULL,
    function        TEXT NOT NULL,
    decision        TEXT NOT NULL,
    decided_on      DATE,
    ground          TEXT NOT NULL,
    registry_number TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'brought', 'signed', 'refused')),
    at              TIMESTAMPTZ,
    reason          TEXT NOT NULL,
    method          TEXT NOT NULL,
    assurance       TEXT NOT NULL,
    proved_at       TIMESTAMPTZ,
    paper_file_id   TEXT NOT NULL,
    brought_by      TEXT NOT NULL,
    confirmed_by    TEXT NOT NULL,
    version         BIGINT NOT NULL,
    UNIQUE (round_id, authority_id, capacity)
);
CREATE INDEX signing_slot_account ON signing_slot (account_id, state);
CREATE INDEX signing_slot_authority ON signing_slot (authority_id, state);

CREATE TABLE signing_reminder (
    slot_id TEXT NOT NULL REFERENCES signing_slot (id),
    days    BIGINT NOT NULL,
    PRIMARY KEY (slot_id, days)
);
