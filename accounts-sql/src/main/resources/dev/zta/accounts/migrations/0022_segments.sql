-- Filters that people saved. A shared one stays when who made it leaves, so its user may be gone.

CREATE TABLE segments (
    id         TEXT PRIMARY KEY,
    site_id    TEXT NOT NULL REFERENCES sites (id),
    user_id    TEXT NOT NULL,
    name       TEXT NOT NULL,
    filters    TEXT NOT NULL,
    shared     BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX segments_of_site ON segments (site_id, name);
