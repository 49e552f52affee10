-- What became of somebody whom two authorities planned with: a row for each time that an authority is to say what it
-- knows (when the matter is closed, and after 90 and 180 days and twelve months), and every answer that was given. What was
-- answered is sealed. outcome_tally counts answers and holds nobody: by municipality, side, time and quarter.

-- +goose Up
CREATE TABLE outcome (
    id                TEXT PRIMARY KEY,
    matter_id         TEXT NOT NULL REFERENCES matter (id),
    authority_id      TEXT NOT NULL,
    person_id         TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    part              TEXT NOT NULL CHECK (part IN ('agency', 'municipality')),
    point             TEXT NOT NULL CHECK (point IN ('closing', 'days-90', 'days-180', 'months-12')),
    spell             BIGINT NOT NULL,
    due_on            DATE NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('waiting', 'noted', 'dropped')),
    told_on           DATE,
    noted_at          TIMESTAMPTZ,
    answers           BIGINT NOT NULL,
    version           BIGINT NOT NULL,
    UNIQUE (matter_id, authority_id, spell, point)
);
CREATE INDEX outcome_due ON outcome (state, due_on, id);
CREATE INDEX outcome_list ON outcome (authority_id, state, due_on, id);
CREATE INDEX outcome_person ON outcome (person_id);

CREATE TABLE outcome_answer (
    id         TEXT PRIMARY KEY,
    outcome_id TEXT NOT NULL REFERENCES outcome (id),
    no         BIGINT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    account_id TEXT NOT NULL,
    content    BYTEA,
    UNIQUE (outcome_id, no)
);

CREATE TABLE outcome_tally (
    municipality_code TEXT NOT NULL,
    part              TEXT NOT NULL,
    point             TEXT NOT NULL,
    kind              TEXT NOT NULL,
    quarter           DATE NOT NULL,
    n                 BIGINT NOT NULL,
    PRIMARY KEY (municipality_code, part, point, kind, quarter)
);

CREATE TABLE outcome_plan (
    plan_id   TEXT PRIMARY KEY REFERENCES plan (id),
    matter_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    made_at   TIMESTAMPTZ NOT NULL,
    said      TEXT NOT NULL
);
CREATE INDEX outcome_plan_person ON outcome_plan (person_id, made_at);
CREATE INDEX outcome_plan_matter ON outcome_plan (matter_id);

CREATE TABLE outcome_fact (
    fact_id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL
);
CREATE INDEX outcome_fact_plan ON outcome_fact (plan_id);
