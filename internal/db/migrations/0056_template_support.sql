-- The support that comes with the template: which points of the checklist a party has ticked for something, such as a
-- draft, and requests for help to SKR or Arbetsförmedlingen with the times at which they came, were answered and closed.

-- +goose Up
CREATE TABLE template_checklist (
    subject    TEXT NOT NULL,
    party      TEXT NOT NULL REFERENCES directory_authority (id),
    item       TEXT NOT NULL,
    account_id TEXT NOT NULL,
    ticked_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (subject, party, item)
);

CREATE TABLE template_help (
    id            TEXT PRIMARY KEY,
    authority_id  TEXT NOT NULL REFERENCES directory_authority (id),
    asked_by      TEXT NOT NULL,
    asker         TEXT NOT NULL,
    to_id         TEXT NOT NULL REFERENCES directory_authority (id),
    clause        TEXT NOT NULL,
    phase         TEXT NOT NULL,
    draft         TEXT NOT NULL,
    subject       TEXT NOT NULL,
    question      TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    opened_at     TIMESTAMPTZ NOT NULL,
    due_on        DATE NOT NULL,
    answered_at   TIMESTAMPTZ,
    closed_at     TIMESTAMPTZ CHECK ((closed_at IS NOT NULL) = (state = 'closed')),
    version       BIGINT NOT NULL
);
CREATE INDEX template_help_authority ON template_help (authority_id, opened_at);
CREATE INDEX template_help_to ON template_help (to_id, opened_at);

CREATE TABLE template_help_line (
    help_id      TEXT NOT NULL REFERENCES template_help (id),
    no           BIGINT NOT NULL,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    account_id   TEXT NOT NULL,
    name         TEXT NOT NULL,
    text         TEXT NOT NULL,
    written_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (help_id, no)
);
