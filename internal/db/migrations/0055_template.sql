-- The national template for agreements in numbered versions. A published version is never changed; there is at most one
-- next version, whose number is the one after the latest. template_used_id holds every id that a clause, a variable or a
-- commitment ever had, so that none is used again for something else.

-- +goose Up
CREATE TABLE template_version (
    id           TEXT PRIMARY KEY,
    no           BIGINT NOT NULL UNIQUE,
    state        TEXT NOT NULL CHECK (state IN ('next', 'published')),
    doc          TEXT NOT NULL,
    digest       TEXT NOT NULL,
    note_sv      TEXT NOT NULL,
    note_en      TEXT NOT NULL,
    published_on DATE CHECK ((published_on IS NOT NULL) = (state = 'published')),
    changed_at   TIMESTAMPTZ NOT NULL,
    version      BIGINT NOT NULL
);
CREATE UNIQUE INDEX template_version_next ON template_version (state) WHERE state = 'next';

CREATE TABLE template_approval (
    template_id  TEXT NOT NULL REFERENCES template_version (id),
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    account_id   TEXT NOT NULL,
    name         TEXT NOT NULL,
    digest       TEXT NOT NULL,
    approved_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (template_id, authority_id)
);

CREATE TABLE template_used_id (
    field TEXT PRIMARY KEY
);
