-- The toolbox: measures that authorities offer. A measure without rows in measure_area is for every municipality that its
-- authority serves. taken is how many of the places are taken; a row can never have more than there are. measure_tag holds
-- what a measure is found by besides its words: needs, target groups and languages. measure_fact joins a measure with the
-- open fact of its next check in one municipality.

-- +goose Up
CREATE TABLE measure (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    scheme       TEXT NOT NULL,
    name         TEXT NOT NULL,
    says         TEXT NOT NULL,
    organiser    TEXT NOT NULL,
    apply        TEXT NOT NULL,
    site         TEXT NOT NULL,
    remote       BOOLEAN NOT NULL,
    hours_from   BIGINT NOT NULL,
    hours_to     BIGINT NOT NULL,
    weeks        BIGINT NOT NULL,
    places       BIGINT NOT NULL CHECK (places >= 0),
    taken        BIGINT NOT NULL CHECK (taken >= 0),
    starts       DATE,
    rules        TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('offered', 'paused', 'ended')),
    valid_from   DATE NOT NULL,
    valid_to     DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    owner_id     TEXT NOT NULL,
    checked_at   TIMESTAMPTZ NOT NULL,
    changed_at   TIMESTAMPTZ NOT NULL,
    version      BIGINT NOT NULL,
    sort_key     TEXT NOT NULL,
    search_key   TEXT NOT NULL,
    CHECK (places = 0 OR taken <= places)
);
CREATE INDEX measure_authority ON measure (authority_id, sort_key, id);
CREATE INDEX measure_order ON measure (sort_key, id);
CREATE INDEX measure_state ON measure (state, checked_at);
CREATE INDEX measure_changed ON measure (changed_at);

CREATE TABLE measure_area (
    measure_id        TEXT NOT NULL REFERENCES measure (id),
    municipality_code TEXT NOT NULL REFERENCES directory_municipality (code),
    PRIMARY KEY (measure_id, municipality_code)
);
CREATE INDEX measure_area_municipality ON measure_area (municipality_code, measure_id);

CREATE TABLE measure_tag (
    measure_id TEXT NOT NULL REFERENCES measure (id),
    kind       TEXT NOT NULL CHECK (kind IN ('need', 'group', 'language')),
    tag        TEXT NOT NULL,
    PRIMARY KEY (measure_id, kind, tag)
);
CREATE INDEX measure_tag_tag ON measure_tag (kind, tag, measure_id);

CREATE TABLE measure_fact (
    measure_id        TEXT NOT NULL REFERENCES measure (id),
    municipality_code TEXT NOT NULL,
    fact_id           TEXT NOT NULL,
    PRIMARY KEY (measure_id, municipality_code)
);

CREATE TABLE measure_told (
    measure_id TEXT NOT NULL REFERENCES measure (id),
    day        DATE NOT NULL,
    PRIMARY KEY (measure_id, day)
);

CREATE TABLE measure_watch (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    asked      TEXT NOT NULL,
    seen_at    TIMESTAMPTZ NOT NULL,
    made_at    TIMESTAMPTZ NOT NULL
);
CREATE INDEX measure_watch_account ON measure_watch (account_id, made_at);
