-- PDF copies sent beside an imported list: the zip on its way in, the job that reads it, and what it held. A copy that
-- no row of the list took is taken away when the import is done; one that was taken is the agreement's scan from then.

-- +goose Up
ALTER TABLE agreement_import ADD COLUMN copies_zip TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement_import ADD COLUMN copies_size BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agreement_import ADD COLUMN copies_job TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement_import ADD COLUMN copies_faults TEXT NOT NULL DEFAULT '';

CREATE TABLE agreement_import_copy (
    import_id TEXT NOT NULL REFERENCES agreement_import (id),
    n         BIGINT NOT NULL,
    file_id   TEXT NOT NULL REFERENCES file (id),
    PRIMARY KEY (import_id, n)
);
CREATE INDEX agreement_import_copy_file ON agreement_import_copy (file_id);
