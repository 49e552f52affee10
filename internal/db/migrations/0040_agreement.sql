-- The register of agreements. What is kept is dates; what an agreement is on a day is computed from them. valid_from
-- and valid_to are both included; valid_to is NULL until further notice. terminated_on is the last day in force of an
-- agreement that was ended before its time. last_day is the earlier of the two, kept as a column so that lists and
-- counts for a day read an index.

-- +goose Up
CREATE TABLE agreement (
    id            TEXT PRIMARY KEY,
    natural_key   TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    standing      TEXT NOT NULL CHECK (standing IN ('agreement', 'announced', 'declined')),
    signed_on     DATE,
    valid_from    DATE NOT NULL,
    valid_to      DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    terminated_on DATE CHECK (terminated_on IS NULL OR terminated_on >= valid_from),
    last_day      DATE,
    source        TEXT NOT NULL,
    scan_file_id  TEXT NOT NULL,
    sort_key      TEXT NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL,
    CHECK (standing = 'agreement' OR terminated_on IS NULL)
);
CREATE INDEX agreement_order ON agreement (sort_key, id);
CREATE INDEX agreement_days ON agreement (valid_from, last_day);

CREATE TABLE agreement_party (
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    authority_id      TEXT NOT NULL REFERENCES directory_authority (id),
    municipality_code TEXT NOT NULL,
    registry_number   TEXT NOT NULL,
    PRIMARY KEY (agreement_id, authority_id)
);
CREATE INDEX agreement_party_authority ON agreement_party (authority_id, agreement_id);
CREATE INDEX agreement_party_municipality ON agreement_party (municipality_code, agreement_id);
