-- Which record of a person a notice was about at an authority that has destroyed its file of it. Who has read it stands in
-- the trail, and the person is shown that for as long as it does.

-- +goose Up
CREATE TABLE statutory_erased (
    notice_id    TEXT NOT NULL REFERENCES statutory_notice (id),
    authority_id TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    PRIMARY KEY (notice_id, authority_id)
);
CREATE INDEX statutory_erased_person ON statutory_erased (person_id);
