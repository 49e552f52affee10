-- What happens to an agreement after it is signed. A party that joined later or left earlier than the agreement has days
-- of its own: both are included, and NULL means those of the agreement. A notice ends the agreement, or one
-- municipality's part in it, unless it is withdrawn in time. A hand-over puts one board in another's place from a day,
-- once the agency and the new board have said yes.

-- +goose Up
ALTER TABLE agreement_party ADD COLUMN joined_on DATE;
ALTER TABLE agreement_party ADD COLUMN left_on DATE;

CREATE TABLE agreement_notice (
    id                TEXT PRIMARY KEY,
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    authority_id      TEXT NOT NULL REFERENCES directory_authority (id),
    municipality_code TEXT NOT NULL,
    given_on          DATE NOT NULL,
    last_day          DATE NOT NULL,
    reason            TEXT NOT NULL,
    registry_number   TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('given', 'withdrawn')),
    version           BIGINT NOT NULL,
    noted_at          TIMESTAMPTZ NOT NULL
);
CREATE INDEX agreement_notice_of ON agreement_notice (agreement_id, given_on);

CREATE TABLE agreement_handover (
    id                TEXT PRIMARY KEY,
    agreement_id      TEXT NOT NULL REFERENCES agreement (id),
    municipality_code TEXT NOT NULL,
    from_id           TEXT NOT NULL REFERENCES directory_authority (id),
    to_id             TEXT NOT NULL REFERENCES directory_authority (id),
    starts_on         DATE NOT NULL,
    reason            TEXT NOT NULL,
    by_authority      TEXT NOT NULL,
    agency_said       BOOLEAN NOT NULL,
    successor_said    BOOLEAN NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'withdrawn')),
    version           BIGINT NOT NULL,
    proposed_at       TIMESTAMPTZ NOT NULL
);
CREATE INDEX agreement_handover_of ON agreement_handover (agreement_id, proposed_at);
