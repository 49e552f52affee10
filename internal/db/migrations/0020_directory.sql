-- The directory: who there is. What never changes about a thing is one row; what may change is its versions, numbered
-- from 1, each holding from valid_from to valid_to, both included (NULL: not known since when; until further notice).
-- The views directory_*_period are what other rooms may read: one row per thing and version, to be asked for a day.

-- +goose Up
CREATE TABLE directory_reference (
    version   BIGINT PRIMARY KEY,
    loaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE directory_county (
    code        TEXT PRIMARY KEY CHECK (length(code) = 2),
    letter      TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    region_name TEXT NOT NULL,
    sort_key    TEXT NOT NULL
);

CREATE TABLE directory_group (
    code      TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    main_code TEXT NOT NULL,
    main_name TEXT NOT NULL
);

CREATE TABLE directory_municipality (
    code    TEXT PRIMARY KEY CHECK (length(code) = 4),
    edited  BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE directory_municipality_version (
    code            TEXT NOT NULL REFERENCES directory_municipality (code),
    no              BIGINT NOT NULL CHECK (no >= 1),
    valid_from      DATE,
    valid_to        DATE CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from),
    name            TEXT NOT NULL,
    official_name   TEXT NOT NULL,
    county_code     TEXT NOT NULL REFERENCES directory_county (code),
    group_code      TEXT NOT NULL REFERENCES directory_group (code),
    population      BIGINT NOT NULL CHECK (population >= 0),
    population_year BIGINT NOT NULL,
    seat            TEXT NOT NULL,
    latitude        DOUBLE PRECISION NOT NULL,
    longitude       DOUBLE PRECISION NOT NULL,
    sort_key        TEXT NOT NULL,
    search_key      TEXT NOT NULL,
    PRIMARY KEY (code, no)
);

CREATE TABLE directory_authority (
    id                TEXT PRIMARY KEY,
    class             TEXT NOT NULL CHECK (class IN ('state', 'board', 'other')),
    municipality_code TEXT REFERENCES directory_municipality (code),
    executive         BOOLEAN NOT NULL,
    version           BIGINT NOT NULL,
    CHECK ((class = 'board') = (municipality_code IS NOT NULL)),
    CHECK (class = 'board' OR NOT executive)
);
CREATE INDEX directory_authority_municipality ON directory_authority (municipality_code);
CREATE UNIQUE INDEX directory_authority_executive ON directory_authority (municipality_code) WHERE executive;

CREATE TABLE directory_authority_version (
    authority_id        TEXT NOT NULL REFERENCES directory_authority (id),
    no                  BIGINT NOT NULL CHECK (no >= 1),
    valid_from          DATE,
    valid_to            DATE CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from),
    name                TEXT NOT NULL,
    short_name          TEXT NOT NULL,
    organisation_number TEXT,
    sort_key            TEXT NOT NULL,
    search_key          TEXT NOT NULL,
    PRIMARY KEY (authority_id, no)
);

CREATE TABLE directory_unit (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    version      BIGINT NOT NULL
);
CREATE INDEX directory_unit_authority ON directory_unit (authority_id);

CREATE TABLE directory_unit_version (
    unit_id    TEXT NOT NULL REFERENCES directory_unit (id),
    no         BIGINT NOT NULL CHECK (no >= 1),
    valid_from DATE,
    valid_to   DATE CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from),
    name       TEXT NOT NULL,
    level      TEXT NOT NULL,
    parent_id  TEXT NOT NULL,
    sort_key   TEXT NOT NULL,
    PRIMARY KEY (unit_id, no)
);

CREATE TABLE directory_office (
    id                TEXT PRIMARY KEY,
    authority_id      TEXT NOT NULL REFERENCES directory_authority (id),
    municipality_code TEXT NOT NULL REFERENCES directory_municipality (code),
    version           BIGINT NOT NULL
);
CREATE INDEX directory_office_authority ON directory_office (authority_id);
CREATE INDEX directory_office_municipality ON directory_office (municipality_code);

CREATE TABLE directory_office_version (
    office_id  TEXT NOT NULL REFERENCES directory_office (id),
    no         BIGINT NOT NULL CHECK (no >= 1),
    valid_from DATE,
    valid_to   DATE CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from),
    name       TEXT NOT NULL,
    address    TEXT NOT NULL,
    services   TEXT NOT NULL,
    hours      TEXT NOT NULL,
    unit_id    TEXT NOT NULL,
    sort_key   TEXT NOT NULL,
    PRIMARY KEY (office_id, no)
);

CREATE VIEW directory_municipality_period AS
SELECT v.code, v.no, v.valid_from, v.valid_to, v.name, v.official_name, v.county_code, v.group_code, v.population,
       v.population_year, v.seat, v.latitude, v.longitude, v.sort_key, v.search_key,
       m.version, c.name AS county_name, c.letter AS county_letter, g.name AS group_name
  FROM directory_municipality_version v
  JOIN directory_municipality m ON m.code = v.code
  JOIN directory_county c ON c.code = v.county_code
  JOIN directory_group g ON g.code = v.group_code;

CREATE VIEW directory_authority_period AS
SELECT a.id, a.class, a.municipality_code, a.executive, a.version,
       v.no, v.valid_from, v.valid_to, v.name, v.short_name, v.organisation_number, v.sort_key, v.search_key
  FROM directory_authority a
  JOIN directory_authority_version v ON v.authority_id = a.id;

CREATE VIEW directory_unit_period AS
SELECT u.id, u.authority_id, u.version, v.no, v.valid_from, v.valid_to, v.name, v.level, v.parent_id, v.sort_key
  FROM directory_unit u
  JOIN directory_unit_version v ON v.unit_id = u.id;

CREATE VIEW directory_office_period AS
SELECT o.id, o.authority_id, o.municipality_code, o.version, v.no, v.valid_from, v.valid_to, v.name, v.address,
       v.services, v.hours, v.unit_id, v.sort_key
  FROM directory_office o
  JOIN directory_office_version v ON v.office_id = o.id;
