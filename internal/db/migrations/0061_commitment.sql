-- What the parties of an agreement have promised, as it holds. A commitment is one row for as long as the agreement has
-- it; what it says on a day is its term of that day. The steps are what the parties have said about it.

-- +goose Up
CREATE TABLE commitment (
    id            TEXT PRIMARY KEY,
    agreement_id  TEXT NOT NULL REFERENCES agreement (id),
    number        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('active', 'disputed', 'review', 'adjusted')),
    disputed_by   TEXT NOT NULL,
    proposal      TEXT NOT NULL CHECK (proposal IN ('', 'stands', 'adjusted')),
    proposal_by   TEXT NOT NULL,
    proposal_text TEXT NOT NULL,
    adjustment    TEXT NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL,
    UNIQUE (agreement_id, number)
);

CREATE TABLE commitment_term (
    commitment_id TEXT NOT NULL REFERENCES commitment (id),
    valid_from    DATE NOT NULL,
    valid_to      DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    place         BIGINT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (commitment_id, valid_from)
);
CREATE INDEX commitment_term_days ON commitment_term (valid_from, valid_to);

CREATE TABLE commitment_step (
    id            TEXT PRIMARY KEY,
    commitment_id TEXT NOT NULL REFERENCES commitment (id),
    no            BIGINT NOT NULL,
    at            TIMESTAMPTZ NOT NULL,
    kind          TEXT NOT NULL,
    authority_id  TEXT NOT NULL,
    said          TEXT NOT NULL,
    UNIQUE (commitment_id, no)
);
