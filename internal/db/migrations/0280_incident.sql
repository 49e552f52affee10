-- Personal data breaches and security incidents (GDPR art. 33.5): each authority's own register. One that another authority
-- tells of has a row of its own at whoever is told. What happened, in words, is sealed; nothing here names a person.
-- incident_party is which other authorities are concerned and when each was told, in a frozen message of its own.

-- +goose Up
CREATE TABLE incident (
    id               TEXT PRIMARY KEY,
    authority_id     TEXT NOT NULL REFERENCES directory_authority (id),
    origin           TEXT NOT NULL CHECK (origin IN ('own', 'told')),
    from_authority   TEXT NOT NULL,
    party_id         TEXT NOT NULL,
    conversation_id  TEXT NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('disclosed', 'accessed', 'lost', 'altered', 'unavailable', 'security')),
    categories       TEXT NOT NULL,
    persons          BIGINT NOT NULL,
    protected        BOOLEAN NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('open', 'closed', 'void')),
    discovered_at    TIMESTAMPTZ NOT NULL,
    content          BYTEA,
    reported_by      TEXT NOT NULL,
    reported_at      TIMESTAMPTZ NOT NULL,
    received_at      TIMESTAMPTZ,
    supervisor       TEXT NOT NULL CHECK (supervisor IN ('', 'yes', 'no')),
    supervisor_due   TIMESTAMPTZ,
    supervisor_at    TIMESTAMPTZ,
    supervisor_no    TEXT NOT NULL,
    concerned        TEXT NOT NULL CHECK (concerned IN ('', 'yes', 'no')),
    concerned_at     TIMESTAMPTZ,
    ended_at         TIMESTAMPTZ,
    told_news        BIGINT NOT NULL,
    supervisor_news  BIGINT NOT NULL,
    due_at           TIMESTAMPTZ,
    order_at         TIMESTAMPTZ NOT NULL,
    version          BIGINT NOT NULL
);
CREATE INDEX incident_list ON incident (authority_id, state, order_at, id);
CREATE INDEX incident_due ON incident (state, due_at, id);
CREATE INDEX incident_reporter ON incident (reported_by, id);

CREATE TABLE incident_event (
    id           TEXT PRIMARY KEY,
    incident_id  TEXT NOT NULL REFERENCES incident (id),
    no           BIGINT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    act          TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    authority_id TEXT NOT NULL,
    said         BYTEA,
    UNIQUE (incident_id, no)
);

CREATE TABLE incident_party (
    id              TEXT PRIMARY KEY,
    incident_id     TEXT NOT NULL REFERENCES incident (id),
    no              BIGINT NOT NULL,
    authority_id    TEXT NOT NULL REFERENCES directory_authority (id),
    municipality    TEXT NOT NULL,
    agreement_id    TEXT NOT NULL,
    clause          TEXT NOT NULL,
    due_at          TIMESTAMPTZ NOT NULL,
    told_at         TIMESTAMPTZ,
    conversation_id TEXT NOT NULL,
    received_at     TIMESTAMPTZ,
    UNIQUE (incident_id, authority_id)
);

CREATE TABLE incident_fact (
    fact_id  TEXT PRIMARY KEY,
    party_id TEXT NOT NULL REFERENCES incident_party (id)
);
CREATE INDEX incident_fact_party ON incident_fact (party_id);
