-- What is kept and what is destroyed, when, and with what right; what may not be destroyed meanwhile; and the protocols
-- of what was. Items keep what was destroyed by kind, id and digest alone.

-- +goose Up
CREATE TABLE record_retention (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL,
    doc_type     TEXT NOT NULL,
    keep         BOOLEAN NOT NULL,
    months       BIGINT NOT NULL CHECK (months >= 0),
    starts       TEXT NOT NULL,
    source       TEXT NOT NULL CHECK (source <> ''),
    valid_from   DATE NOT NULL,
    valid_to     DATE CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX record_retention_type ON record_retention (authority_id, doc_type, valid_from);

CREATE TABLE record_hold (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL,
    kind         TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    reason       TEXT NOT NULL,
    placed_at    TIMESTAMPTZ NOT NULL,
    placed_by    TEXT NOT NULL,
    lifted_at    TIMESTAMPTZ,
    lifted_by    TEXT
);
CREATE INDEX record_hold_thing ON record_hold (kind, thing_id) WHERE lifted_at IS NULL;

CREATE TABLE record_disposal (
    id             TEXT PRIMARY KEY,
    authority_id   TEXT NOT NULL,
    number         TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'carried-out')),
    must_export    BOOLEAN NOT NULL,
    export_digest  TEXT NOT NULL,
    proposed_at    TIMESTAMPTZ NOT NULL,
    proposed_by    TEXT NOT NULL,
    decided_at     TIMESTAMPTZ,
    decided_by     TEXT NOT NULL,
    decision       TEXT NOT NULL,
    carried_out_at TIMESTAMPTZ,
    carried_out_by TEXT NOT NULL,
    version        BIGINT NOT NULL,
    UNIQUE (authority_id, number)
);
CREATE INDEX record_disposal_authority ON record_disposal (authority_id, id);

CREATE TABLE record_disposal_item (
    disposal_id TEXT NOT NULL REFERENCES record_disposal (id),
    no          BIGINT NOT NULL,
    kind        TEXT NOT NULL,
    thing_id    TEXT NOT NULL,
    doc_type    TEXT NOT NULL,
    starts_on   DATE NOT NULL,
    due         DATE NOT NULL,
    source      TEXT NOT NULL,
    trail_lines BIGINT NOT NULL,
    PRIMARY KEY (disposal_id, no),
    UNIQUE (disposal_id, kind, thing_id)
);
CREATE INDEX record_disposal_item_thing ON record_disposal_item (kind, thing_id);
