-- Reachability as a figure. What was due counts in the day on which its time ran out, whether or not an answer came later
-- (domain facts 14.2), and calls back count as kept or not (K8.3). contact_path.silent_since is since when nobody has
-- answered through a path that is used: routes avoid it, and who asks is warned. enquiry_unanswered is one row for each
-- path that let a round's first response become late, so that it is counted once.

-- +goose Up
ALTER TABLE contact_path ADD COLUMN silent_since DATE;

ALTER TABLE contact_reach ADD COLUMN missed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contact_reach ADD COLUMN called_back BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contact_reach ADD COLUMN not_called BIGINT NOT NULL DEFAULT 0;
UPDATE contact_reach SET missed = late;

ALTER TABLE contact_event RENAME TO contact_event_before;
DROP INDEX contact_event_path;
CREATE TABLE contact_event (
    id      TEXT PRIMARY KEY,
    path_id TEXT NOT NULL REFERENCES contact_path (id),
    kind    TEXT NOT NULL CHECK (kind IN ('asked', 'answered', 'late', 'missed', 'reached', 'no-answer', 'called-back', 'not-called')),
    at      TIMESTAMPTZ NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes >= 0)
);
CREATE INDEX contact_event_path ON contact_event (path_id, at);
INSERT INTO contact_event (id, path_id, kind, at, minutes) SELECT id, path_id, kind, at, minutes FROM contact_event_before;
INSERT INTO contact_event (id, path_id, kind, at, minutes) SELECT id || '-m', path_id, 'missed', at, 0 FROM contact_event_before WHERE kind = 'late';
DROP TABLE contact_event_before;

CREATE TABLE enquiry_unanswered (
    enquiry_id TEXT NOT NULL REFERENCES enquiry (id),
    round      BIGINT NOT NULL,
    path_id    TEXT NOT NULL,
    PRIMARY KEY (enquiry_id, round, path_id)
);
CREATE INDEX enquiry_without_response ON enquiry (sent_at) WHERE state = 'open' AND first_at IS NULL;
