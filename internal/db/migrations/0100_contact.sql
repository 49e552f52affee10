-- Contact paths: how an authority is reached about what, for which municipalities, in which channel and when. hours is
-- the JSON text of opening hours, NULL when never open. A path without rows in contact_area is for every municipality
-- that the authority serves. open is what the public may see. checked_at is when it was last confirmed by somebody
-- responsible or shown to work by an answer. contact_cover is who stands in for whom, chains of absence resolved; it is
-- kept by the act that changes an absence, so that who may read what is asked of one table. contact_event is what was
-- tried through a path, summed into contact_reach by day; neither says by whom nor about whom.

-- +goose Up
CREATE TABLE contact_path (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    unit_id      TEXT NOT NULL,
    name         TEXT NOT NULL,
    channel      TEXT NOT NULL CHECK (channel IN ('samsyn', 'sdk', 'form', 'phone', 'visit', 'video', 'letter')),
    address      TEXT NOT NULL,
    hours        TEXT,
    personal     BOOLEAN NOT NULL,
    protected    BOOLEAN NOT NULL,
    urgent       BOOLEAN NOT NULL,
    open         BOOLEAN NOT NULL,
    first_days   BIGINT NOT NULL CHECK (first_days >= 0),
    answer_days  BIGINT NOT NULL CHECK (answer_days >= 0),
    state        TEXT NOT NULL CHECK (state IN ('confirmed', 'unconfirmed', 'inactive')),
    owner_id     TEXT NOT NULL,
    confirmed_at TIMESTAMPTZ,
    confirmed_by TEXT NOT NULL,
    checked_at   TIMESTAMPTZ NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    languages    TEXT NOT NULL,
    place        TEXT NOT NULL,
    note         TEXT NOT NULL,
    sort_key     TEXT NOT NULL,
    search_key   TEXT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    version      BIGINT NOT NULL,
    CHECK (NOT protected OR channel IN ('phone', 'visit', 'letter'))
);
CREATE INDEX contact_path_authority ON contact_path (authority_id, sort_key, id);
CREATE INDEX contact_path_order ON contact_path (sort_key, id);
CREATE INDEX contact_path_due ON contact_path (state, confirmed_at);
CREATE INDEX contact_path_owner ON contact_path (owner_id, state);

CREATE TABLE contact_topic (
    path_id TEXT NOT NULL REFERENCES contact_path (id),
    topic   TEXT NOT NULL,
    PRIMARY KEY (path_id, topic)
);
CREATE INDEX contact_topic_topic ON contact_topic (topic, path_id);

CREATE TABLE contact_area (
    path_id           TEXT NOT NULL REFERENCES contact_path (id),
    municipality_code TEXT NOT NULL REFERENCES directory_municipality (code),
    PRIMARY KEY (path_id, municipality_code)
);
CREATE INDEX contact_area_municipality ON contact_area (municipality_code, path_id);

CREATE TABLE contact_duty (
    id         TEXT PRIMARY KEY,
    path_id    TEXT NOT NULL REFERENCES contact_path (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    starts_at  TIMESTAMPTZ NOT NULL,
    ends_at    TIMESTAMPTZ NOT NULL,
    CHECK (ends_at > starts_at)
);
CREATE INDEX contact_duty_path ON contact_duty (path_id, ends_at);
CREATE INDEX contact_duty_account ON contact_duty (account_id, ends_at);

CREATE TABLE contact_absence (
    id            TEXT PRIMARY KEY,
    authority_id  TEXT NOT NULL REFERENCES directory_authority (id),
    account_id    TEXT NOT NULL REFERENCES account (id),
    substitute_id TEXT NOT NULL,
    starts_at     TIMESTAMPTZ NOT NULL,
    ends_at       TIMESTAMPTZ NOT NULL,
    version       BIGINT NOT NULL,
    CHECK (ends_at > starts_at),
    CHECK (substitute_id <> account_id)
);
CREATE INDEX contact_absence_account ON contact_absence (account_id, ends_at);
CREATE INDEX contact_absence_substitute ON contact_absence (substitute_id, ends_at);
CREATE INDEX contact_absence_authority ON contact_absence (authority_id, starts_at);

CREATE TABLE contact_cover (
    authority_id  TEXT NOT NULL REFERENCES directory_authority (id),
    absent_id     TEXT NOT NULL REFERENCES account (id),
    substitute_id TEXT NOT NULL REFERENCES account (id),
    starts_at     TIMESTAMPTZ NOT NULL,
    ends_at       TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (authority_id, absent_id, starts_at, substitute_id)
);
CREATE INDEX contact_cover_substitute ON contact_cover (substitute_id, absent_id, starts_at);

CREATE TABLE contact_fact (
    path_id           TEXT NOT NULL REFERENCES contact_path (id),
    municipality_code TEXT NOT NULL,
    fact_id           TEXT NOT NULL,
    PRIMARY KEY (path_id, municipality_code)
);

CREATE TABLE contact_event (
    id      TEXT PRIMARY KEY,
    path_id TEXT NOT NULL REFERENCES contact_path (id),
    kind    TEXT NOT NULL CHECK (kind IN ('asked', 'answered', 'late', 'reached', 'no-answer')),
    at      TIMESTAMPTZ NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes >= 0)
);
CREATE INDEX contact_event_path ON contact_event (path_id, at);

CREATE TABLE contact_reach (
    path_id   TEXT NOT NULL REFERENCES contact_path (id),
    day       DATE NOT NULL,
    asked     BIGINT NOT NULL,
    answered  BIGINT NOT NULL,
    late      BIGINT NOT NULL,
    reached   BIGINT NOT NULL,
    no_answer BIGINT NOT NULL,
    minutes   BIGINT NOT NULL,
    PRIMARY KEY (path_id, day)
);

CREATE TABLE contact_told (
    path_id TEXT NOT NULL REFERENCES contact_path (id),
    what    TEXT NOT NULL,
    day     DATE NOT NULL,
    PRIMARY KEY (path_id, what, day)
);
