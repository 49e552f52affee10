-- Files of Säker digital kommunikation. An address is which function of an authority here is meant by an organisation
-- and a functional address; neither names a person. A parcel keeps who the file was between, for its receipt.

-- +goose Up
CREATE TABLE exchange_address (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL REFERENCES directory_authority (id),
    unit_id      TEXT NOT NULL,
    actor        TEXT NOT NULL,
    address      TEXT NOT NULL,
    label        TEXT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX exchange_address_place ON exchange_address (actor, address);
CREATE INDEX exchange_address_authority ON exchange_address (authority_id, unit_id);

ALTER TABLE exchange_parcel ADD COLUMN sender TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange_parcel ADD COLUMN recipient TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange_parcel ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE INDEX exchange_parcel_waiting ON exchange_parcel (state, at, id);
CREATE INDEX exchange_party_outside ON exchange_party (conversation_id) WHERE outside;
