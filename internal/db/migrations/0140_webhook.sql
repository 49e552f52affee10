-- What programs of an authority are told by themselves: who listens where, to what, and each thing that was told. An
-- address may hold a password and is sealed, as is the secret that signs. What is told never names a person.

-- +goose Up
CREATE TABLE webhook_subscription (
    id           TEXT PRIMARY KEY,
    authority_id TEXT NOT NULL,
    client_id    TEXT NOT NULL,
    name         TEXT NOT NULL,
    kinds        TEXT NOT NULL,
    address      BYTEA NOT NULL,
    secret       BYTEA NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    created_by   TEXT NOT NULL,
    ended_at     TIMESTAMPTZ,
    version      BIGINT NOT NULL
);
CREATE INDEX webhook_subscription_authority ON webhook_subscription (authority_id, created_at);

CREATE TABLE webhook_delivery (
    id              TEXT PRIMARY KEY,
    subscription_id TEXT NOT NULL REFERENCES webhook_subscription (id),
    job_id          TEXT NOT NULL,
    kind            TEXT NOT NULL,
    thing_kind      TEXT NOT NULL,
    thing_id        TEXT NOT NULL,
    at              TIMESTAMPTZ NOT NULL,
    sent_at         TIMESTAMPTZ,
    answer          TEXT NOT NULL,
    withheld        BOOLEAN NOT NULL
);
CREATE INDEX webhook_delivery_subscription ON webhook_delivery (subscription_id, at, id);
CREATE INDEX webhook_delivery_at ON webhook_delivery (at);
