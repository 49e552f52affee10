-- What a person is told. A notice points at a thing and says what happened without naming anybody. notice_digest holds
-- the days on which a person has had an e-mail about a kind, so that there is at most one a day.

-- +goose Up
CREATE TABLE notice (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    kind       TEXT NOT NULL,
    thing_kind TEXT NOT NULL,
    thing_id   TEXT NOT NULL,
    text_sv    TEXT NOT NULL CHECK (text_sv <> ''),
    text_en    TEXT NOT NULL CHECK (text_en <> ''),
    in_product BOOLEAN NOT NULL,
    by_mail    BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at    TIMESTAMPTZ,
    mailed_at  TIMESTAMPTZ
);
CREATE INDEX notice_account ON notice (account_id, id);
CREATE INDEX notice_unseen ON notice (account_id, kind, thing_kind, thing_id) WHERE seen_at IS NULL;
CREATE INDEX notice_unmailed ON notice (account_id, kind) WHERE by_mail AND mailed_at IS NULL AND seen_at IS NULL;
CREATE INDEX notice_age ON notice (created_at);

CREATE TABLE notice_preference (
    account_id TEXT NOT NULL,
    kind       TEXT NOT NULL,
    channel    TEXT NOT NULL CHECK (channel IN ('product', 'mail')),
    wanted     BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, kind, channel)
);

CREATE TABLE notice_digest (
    account_id TEXT NOT NULL,
    kind       TEXT NOT NULL,
    day        DATE NOT NULL,
    PRIMARY KEY (account_id, kind, day)
);
CREATE INDEX notice_digest_day ON notice_digest (day);
