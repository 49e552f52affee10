-- What an authority, or one of its units, does: which rules of secrecy bind it, which questions are for it, and who has
-- income support data in SSBTEK already. unit_id is empty for the whole authority.

-- +goose Up
CREATE TABLE directory_branch (
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    unit_id      TEXT NOT NULL,
    area         TEXT NOT NULL CHECK (area IN ('income-support', 'social-services', 'employment', 'youth', 'adult-education')),
    valid_from   DATE NOT NULL,
    valid_to     DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    PRIMARY KEY (authority_id, unit_id, area, valid_from)
);
