-- Consents written down before it was asked whether they cover data about health covered it without a word. What nobody said
-- does not hold: they cover all but that. One that names the question about disability says it. A question says whether what
-- is told in it is about health. When a record of a person was written last decides when it may be destroyed.

-- +goose Up
UPDATE person_ground SET topics = 'without-health-data', version = version + 1 WHERE ground = 'consent' AND topics = '';
UPDATE person_ground SET topics = REPLACE(topics, 'Q-DISABILITY', 'Q-DISABILITY-health'), version = version + 1 WHERE topics LIKE '%Q-DISABILITY%';
ALTER TABLE enquiry ADD COLUMN health BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE person ADD COLUMN written_at TIMESTAMPTZ;
UPDATE person SET written_at = created_at;
