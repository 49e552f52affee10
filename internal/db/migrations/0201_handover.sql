-- A hand-over (remiss) is one authority's asking another to receive a person. Until it is accepted the receiver has
-- nothing but a preview that says nothing of who it is: the letter is the sender's own, sealed in handover_letter, and
-- leaves it in the act in which the receiver accepts.

-- +goose Up
CREATE TABLE handover (
    id                TEXT PRIMARY KEY,
    conversation_id   TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    sender_id         TEXT NOT NULL,
    receiver_id       TEXT NOT NULL,
    path_id           TEXT NOT NULL,
    aim               TEXT NOT NULL CHECK (aim IN ('assess', 'joint', 'transfer')),
    needs             TEXT NOT NULL,
    age               TEXT NOT NULL CHECK (age IN ('', 'under-25', '25-59', '60')),
    interpreter       BOOLEAN NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('open', 'paused', 'accepted', 'returned', 'withdrawn')),
    reason            TEXT NOT NULL,
    agreement_id      TEXT NOT NULL,
    commitment        TEXT NOT NULL,
    days              BIGINT NOT NULL,
    due_at            TIMESTAMPTZ NOT NULL,
    sent_at           TIMESTAMPTZ NOT NULL,
    decided_at        TIMESTAMPTZ,
    contact_days      BIGINT NOT NULL,
    contact_due_at    TIMESTAMPTZ,
    contact_at        TIMESTAMPTZ,
    contact_how       TEXT NOT NULL,
    sight_until       DATE,
    matter_id         TEXT NOT NULL,
    stopped_at        TIMESTAMPTZ,
    reminded_at       TIMESTAMPTZ,
    version           BIGINT NOT NULL
);
CREATE INDEX handover_conversation ON handover (conversation_id);
CREATE INDEX handover_falling ON handover (state, due_at);
CREATE INDEX handover_contact ON handover (contact_due_at) WHERE contact_at IS NULL AND contact_due_at IS NOT NULL;
CREATE INDEX handover_matter ON handover (matter_id);

CREATE TABLE handover_side (
    id           TEXT PRIMARY KEY,
    handover_id  TEXT NOT NULL REFERENCES handover (id),
    authority_id TEXT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('sender', 'receiver')),
    unit_id      TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    ground_id    TEXT NOT NULL,
    ground       TEXT NOT NULL,
    shielded     BOOLEAN NOT NULL,
    box          TEXT NOT NULL CHECK (box IN ('live', 'over')),
    mine         BOOLEAN NOT NULL,
    municipality_code TEXT NOT NULL,
    due_at       TIMESTAMPTZ,
    order_at     TIMESTAMPTZ NOT NULL,
    joined_at    TIMESTAMPTZ NOT NULL,
    UNIQUE (handover_id, authority_id)
);
CREATE INDEX handover_side_box ON handover_side (authority_id, box, order_at, id);
CREATE INDEX handover_side_person ON handover_side (person_id) WHERE person_id <> '';
CREATE INDEX handover_side_ground ON handover_side (ground_id) WHERE ground_id <> '';

CREATE TABLE handover_letter (
    handover_id TEXT PRIMARY KEY REFERENCES handover (id),
    content     BYTEA,
    purpose     BYTEA
);

CREATE TABLE handover_event (
    id           TEXT PRIMARY KEY,
    handover_id  TEXT NOT NULL REFERENCES handover (id),
    seq          BIGINT NOT NULL,
    act          TEXT NOT NULL,
    kind         TEXT NOT NULL,
    category     TEXT NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    authority_id TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    said         BYTEA,
    UNIQUE (handover_id, seq)
);

CREATE TABLE handover_fact (
    fact_id     TEXT PRIMARY KEY,
    handover_id TEXT NOT NULL REFERENCES handover (id),
    metric      TEXT NOT NULL,
    UNIQUE (handover_id, metric)
);
