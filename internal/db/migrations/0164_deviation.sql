-- Deviations: what did not go as it should between two authorities, its way to a solution by levels, and the analyses of
-- what recurs. Nothing here is about a person. Deadlines are read from deviation_event; ack_due, level_due and order_at are
-- kept beside it for lists and for the clock. Whoever takes part stands in deviation_side; a list reads its index. A fact's
-- id stands here, never the reverse.

-- +goose Up
CREATE TABLE deviation (
    id                TEXT PRIMARY KEY,
    agreement_id      TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    clause            TEXT NOT NULL,
    commitment        TEXT NOT NULL,
    kind              TEXT NOT NULL,
    reporter_id       TEXT NOT NULL,
    asked_id          TEXT NOT NULL,
    account_id        TEXT NOT NULL,
    handler_id        TEXT NOT NULL,
    path_id           TEXT NOT NULL,
    thing_kind        TEXT NOT NULL,
    thing_id          TEXT NOT NULL,
    happened_on       DATE NOT NULL,
    expected          TEXT NOT NULL,
    happened          TEXT NOT NULL,
    effect            TEXT NOT NULL CHECK (effect IN ('individual', 'work', 'both', 'none')),
    effect_text       TEXT NOT NULL,
    proposal          TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('reported', 'acknowledged', 'analysed', 'decided', 'disputed', 'resolved', 'closed', 'struck', 'withdrawn')),
    was               TEXT NOT NULL,
    level             BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
    round             BIGINT NOT NULL,
    waiting           BOOLEAN NOT NULL,
    disputed_by       TEXT NOT NULL,
    answered          BOOLEAN NOT NULL,
    ack_days          BIGINT NOT NULL,
    solve_days        BIGINT NOT NULL,
    ack_due           TIMESTAMPTZ,
    level_due         TIMESTAMPTZ,
    action_due        DATE,
    helped            TEXT NOT NULL CHECK (helped IN ('', 'yes', 'partly', 'unknown', 'no')),
    heard             TEXT NOT NULL CHECK (heard IN ('', 'yes', 'partly', 'no', 'silent')),
    reported_at       TIMESTAMPTZ NOT NULL,
    acknowledged_at   TIMESTAMPTZ,
    ended_at          TIMESTAMPTZ,
    warned_at         TIMESTAMPTZ,
    facts             TEXT NOT NULL,
    version           BIGINT NOT NULL
);
CREATE INDEX deviation_raising ON deviation (level_due);
CREATE INDEX deviation_silent ON deviation (state, ended_at);
CREATE INDEX deviation_recurring ON deviation (agreement_id, kind, reported_at);
CREATE INDEX deviation_thing ON deviation (thing_kind, thing_id);

CREATE TABLE deviation_side (
    deviation_id      TEXT NOT NULL REFERENCES deviation (id),
    authority_id      TEXT NOT NULL,
    side              TEXT NOT NULL CHECK (side IN ('reporter', 'asked', 'group')),
    box               TEXT NOT NULL CHECK (box IN ('live', 'solved', 'over')),
    mine              BOOLEAN NOT NULL,
    order_at          TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (deviation_id, authority_id)
);
CREATE INDEX deviation_side_list ON deviation_side (authority_id, box, order_at, deviation_id);

CREATE TABLE deviation_event (
    id           TEXT PRIMARY KEY,
    deviation_id TEXT NOT NULL REFERENCES deviation (id),
    round        BIGINT NOT NULL,
    no           BIGINT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    act          TEXT NOT NULL,
    side         TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    level        BIGINT NOT NULL,
    days         BIGINT NOT NULL,
    why          TEXT NOT NULL,
    said         TEXT NOT NULL,
    due          DATE,
    UNIQUE (deviation_id, no)
);

CREATE TABLE deviation_told (
    event_id     TEXT NOT NULL REFERENCES deviation_event (id),
    authority_id TEXT NOT NULL,
    audience     TEXT NOT NULL,
    people       BIGINT NOT NULL,
    PRIMARY KEY (event_id, authority_id, audience)
);

CREATE TABLE deviation_analysis (
    id                TEXT PRIMARY KEY,
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    municipality_code TEXT NOT NULL,
    kind              TEXT NOT NULL,
    quarter           DATE NOT NULL,
    owner_id          TEXT NOT NULL,
    account_id        TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('open', 'noted', 'done', 'dropped')),
    due               DATE NOT NULL,
    cause             TEXT NOT NULL,
    measure           TEXT NOT NULL,
    measure_due       DATE,
    result            TEXT NOT NULL,
    opened_at         TIMESTAMPTZ NOT NULL,
    noted_at          TIMESTAMPTZ,
    done_at           TIMESTAMPTZ,
    fact_id           TEXT NOT NULL,
    version           BIGINT NOT NULL,
    UNIQUE (agreement_id, kind, quarter)
);
CREATE INDEX deviation_analysis_open ON deviation_analysis (state, due, id);
