-- Links to a read-only view of a site. Periods are names separated by commas. A revoked link stays for a while, so that its
-- token is never given out twice.

CREATE TABLE share_links (
    token            TEXT PRIMARY KEY,
    site_id          TEXT NOT NULL REFERENCES sites (id),
    user_id          TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    expires_at       BIGINT,
    allowed_periods  TEXT NOT NULL,
    password         TEXT,
    name             TEXT,
    last_accessed_at BIGINT,
    access_count     BIGINT NOT NULL,
    revoked_at       BIGINT
);

CREATE INDEX share_links_of_site ON share_links (site_id);
