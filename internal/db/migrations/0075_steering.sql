-- The groups under an agreement, who is in them, their meetings with agenda, attendance, minutes and decisions, and the
-- reviews of the agreement. A member's name is kept as it was when the member came in.

-- +goose Up
CREATE TABLE steering_group (
    id           TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    kind         TEXT NOT NULL CHECK (kind IN ('steering', 'operational', 'other')),
    name         TEXT NOT NULL,
    task         TEXT NOT NULL,
    valid_from   DATE NOT NULL,
    valid_to     DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    version      BIGINT NOT NULL
);
CREATE INDEX steering_group_agreement ON steering_group (agreement_id, id);

CREATE TABLE steering_member (
    id           TEXT PRIMARY KEY,
    group_id     TEXT NOT NULL REFERENCES steering_group (id),
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    account_id   TEXT NOT NULL,
    name         TEXT NOT NULL,
    function     TEXT NOT NULL,
    part         TEXT NOT NULL CHECK (part IN ('chair', 'substitute', 'member')),
    valid_from   DATE NOT NULL,
    valid_to     DATE CHECK (valid_to IS NULL OR valid_to >= valid_from),
    version      BIGINT NOT NULL
);
CREATE INDEX steering_member_group ON steering_member (group_id, id);

CREATE TABLE steering_meeting (
    id           TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    group_id     TEXT NOT NULL REFERENCES steering_group (id),
    on_day       DATE NOT NULL,
    starts       BIGINT NOT NULL,
    ends         BIGINT NOT NULL CHECK (ends > starts),
    place        TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    reason       TEXT NOT NULL,
    chair        TEXT NOT NULL,
    guests       TEXT NOT NULL,
    minutes      TEXT NOT NULL,
    minutes_no   BIGINT NOT NULL,
    published_at TIMESTAMPTZ,
    version      BIGINT NOT NULL,
    CHECK (published_at IS NULL OR (state = 'held' AND minutes_no > 0))
);
CREATE INDEX steering_meeting_agreement ON steering_meeting (agreement_id, on_day, id);
CREATE INDEX steering_meeting_group ON steering_meeting (group_id, on_day, id);
CREATE INDEX steering_meeting_waiting ON steering_meeting (state, published_at);

CREATE TABLE steering_attendance (
    meeting_id TEXT NOT NULL REFERENCES steering_meeting (id),
    member_id  TEXT NOT NULL REFERENCES steering_member (id),
    PRIMARY KEY (meeting_id, member_id)
);

CREATE TABLE steering_point (
    id           TEXT PRIMARY KEY,
    meeting_id   TEXT NOT NULL REFERENCES steering_meeting (id),
    no           BIGINT NOT NULL,
    own          BOOLEAN NOT NULL,
    authority_id TEXT NOT NULL,
    source_sv    TEXT NOT NULL,
    source_en    TEXT NOT NULL,
    title_sv     TEXT NOT NULL,
    title_en     TEXT NOT NULL,
    body         TEXT NOT NULL,
    path         TEXT NOT NULL,
    due          DATE
);
CREATE INDEX steering_point_meeting ON steering_point (meeting_id, no, id);

CREATE TABLE steering_adjustment (
    meeting_id TEXT NOT NULL REFERENCES steering_meeting (id),
    member_id  TEXT NOT NULL REFERENCES steering_member (id),
    minutes_no BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (meeting_id, member_id, minutes_no)
);

CREATE TABLE steering_decision (
    id           TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    group_id     TEXT NOT NULL REFERENCES steering_group (id),
    meeting_id   TEXT NOT NULL REFERENCES steering_meeting (id),
    no           BIGINT NOT NULL,
    decision     TEXT NOT NULL,
    owner_id     TEXT NOT NULL REFERENCES directory_authority (id),
    due          DATE NOT NULL,
    made_on      DATE NOT NULL,
    follow_by    DATE NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'followed-up', 'dropped')),
    closed_on    DATE,
    result       TEXT NOT NULL,
    version      BIGINT NOT NULL,
    UNIQUE (meeting_id, no),
    CHECK ((state = 'open') = (closed_on IS NULL))
);
CREATE INDEX steering_decision_agreement ON steering_decision (agreement_id, made_on, no);
CREATE INDEX steering_decision_open ON steering_decision (state, due);

CREATE TABLE steering_review (
    id           TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    kind         TEXT NOT NULL CHECK (kind IN ('annual', 'target-groups')),
    on_day       DATE NOT NULL,
    conclusion   TEXT NOT NULL CHECK (conclusion IN ('keep', 'amend', 'renew', 'terminate')),
    result       TEXT NOT NULL,
    next_on      DATE NOT NULL CHECK (next_on > on_day),
    due          DATE,
    UNIQUE (agreement_id, kind, on_day)
);

CREATE TABLE steering_answer (
    review_id TEXT NOT NULL REFERENCES steering_review (id),
    code      TEXT NOT NULL,
    verdict   TEXT NOT NULL CHECK (verdict IN ('good', 'act')),
    remark    TEXT NOT NULL,
    PRIMARY KEY (review_id, code)
);
