-- Whoever is named on a person may be a program of the authority ("client:ID"), which has no account.

-- +goose Up
CREATE TABLE person_assignment_named (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL REFERENCES person (id),
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    thing_kind   TEXT NOT NULL,
    thing_id     TEXT NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE
);
INSERT INTO person_assignment_named (id, person_id, authority_id, account_id, thing_kind, thing_id, valid_from, valid_to)
    SELECT id, person_id, authority_id, account_id, thing_kind, thing_id, valid_from, valid_to FROM person_assignment;
DROP TABLE person_assignment;
ALTER TABLE person_assignment_named RENAME TO person_assignment;
CREATE INDEX person_assignment_person ON person_assignment (person_id, account_id);
CREATE INDEX person_assignment_account ON person_assignment (account_id);
CREATE INDEX person_assignment_thing ON person_assignment (thing_kind, thing_id);
