-- A token stands only as its hash. One row for each site and address that was invited and did not accept yet.

CREATE TABLE invitations (
    id          TEXT PRIMARY KEY,
    site_id     TEXT NOT NULL REFERENCES sites (id),
    email       TEXT NOT NULL,
    role        TEXT NOT NULL,
    token_hash  TEXT NOT NULL UNIQUE,
    invited_by  TEXT NOT NULL,
    invited_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    is_mailed   SMALLINT NOT NULL,
    accepted_at BIGINT,
    expiry_told SMALLINT NOT NULL
);

CREATE INDEX invitations_of_site ON invitations (site_id, email);

CREATE TABLE transfers (
    id                     TEXT PRIMARY KEY,
    site_id                TEXT NOT NULL UNIQUE REFERENCES sites (id),
    from_user_id           TEXT NOT NULL,
    to_user_id             TEXT NOT NULL,
    expires_at             BIGINT NOT NULL,
    owner_token_hash       TEXT NOT NULL UNIQUE,
    new_owner_token_hash   TEXT NOT NULL UNIQUE,
    confirmed_by_owner     SMALLINT NOT NULL,
    confirmed_by_new_owner SMALLINT NOT NULL
);
