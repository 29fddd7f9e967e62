-- Files that people asked for; of a link's token a hash is kept.

CREATE TABLE exports (
    id           TEXT PRIMARY KEY,
    token_hash   TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL,
    user_id      TEXT NOT NULL,
    site_id      TEXT,
    role         TEXT NOT NULL,
    format       TEXT NOT NULL,
    file_name    TEXT NOT NULL,
    content_type TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    bytes        BIGINT,
    row_count    BIGINT
);

CREATE INDEX exports_of_site ON exports (site_id);
