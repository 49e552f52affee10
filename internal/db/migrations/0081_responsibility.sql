-- The responsibility matrix (ansvarsmatris, K2.1, annex 1): task × party × legal ground × days, under an agreement; and
-- the plans for going over (omställning) when a task changes hands: what changes, who takes over, what is open. Nothing
-- here names a person.

-- +goose Up
CREATE TABLE responsibility_line (
    id           TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    task         TEXT NOT NULL,
    name         TEXT NOT NULL,
    holder       TEXT NOT NULL CHECK (holder IN ('none', 'pes', 'board', 'both')),
    authority_id TEXT NOT NULL,
    ground       TEXT NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    confirmed    BOOLEAN NOT NULL,
    note         TEXT NOT NULL,
    place        BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    changed_at   TIMESTAMPTZ NOT NULL,
    CHECK ((holder IN ('board', 'both')) = (authority_id <> ''))
);
CREATE INDEX responsibility_line_of ON responsibility_line (agreement_id, place, valid_from);

CREATE TABLE responsibility_matrix (
    agreement_id TEXT PRIMARY KEY REFERENCES agreement (id),
    version      BIGINT NOT NULL
);

CREATE TABLE responsibility_transition (
    id                TEXT PRIMARY KEY,
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    municipality_code TEXT NOT NULL,
    cause             TEXT NOT NULL CHECK (cause IN ('reform', 'office', 'staff', 'other')),
    reform            TEXT NOT NULL,
    title             TEXT NOT NULL,
    changes           TEXT NOT NULL,
    effective_on      DATE NOT NULL,
    pes_agreed_on     DATE,
    board_agreed_on   DATE,
    closed_on         DATE,
    sort_key          TEXT NOT NULL,
    version           BIGINT NOT NULL,
    changed_at        TIMESTAMPTZ NOT NULL
);
CREATE INDEX responsibility_transition_in ON responsibility_transition (municipality_code, effective_on);
CREATE INDEX responsibility_transition_open ON responsibility_transition (closed_on, effective_on);

CREATE TABLE responsibility_move (
    id            TEXT PRIMARY KEY,
    transition_id TEXT NOT NULL REFERENCES responsibility_transition (id),
    place         BIGINT NOT NULL,
    task          TEXT NOT NULL,
    before        TEXT NOT NULL,
    after         TEXT NOT NULL,
    effective_on  DATE NOT NULL
);
CREATE INDEX responsibility_move_of ON responsibility_move (transition_id, place);

CREATE TABLE responsibility_point (
    id            TEXT PRIMARY KEY,
    transition_id TEXT NOT NULL REFERENCES responsibility_transition (id),
    place         BIGINT NOT NULL,
    text          TEXT NOT NULL,
    authority_id  TEXT NOT NULL,
    due_on        DATE NOT NULL,
    settled_on    DATE
);
CREATE INDEX responsibility_point_of ON responsibility_point (transition_id, place);
