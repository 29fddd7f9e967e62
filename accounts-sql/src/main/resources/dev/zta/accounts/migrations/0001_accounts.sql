-- Times are milliseconds since 1970 (UTC); yes and no are 1 and 0; an empty limit is NULL.

CREATE TABLE users (
    id         TEXT PRIMARY KEY,
    email      TEXT NOT NULL UNIQUE,
    name       TEXT,
    password   TEXT,
    disabled   SMALLINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE sites (
    id             TEXT PRIMARY KEY,
    owner_id       TEXT NOT NULL, -- a user, or empty until there is the first one
    domain         TEXT NOT NULL,
    name           TEXT NOT NULL,
    time_zone      TEXT NOT NULL,
    exclude_paths  TEXT NOT NULL,
    ignore_params  TEXT NOT NULL,
    retention_days INTEGER,
    is_public      SMALLINT NOT NULL,
    created_at     BIGINT NOT NULL,
    UNIQUE (owner_id, domain)
);

CREATE TABLE memberships (
    site_id   TEXT NOT NULL REFERENCES sites (id),
    user_id   TEXT NOT NULL REFERENCES users (id),
    role      TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, user_id)
);

CREATE INDEX memberships_of_user ON memberships (user_id);

CREATE TABLE login_sessions (
    id             TEXT PRIMARY KEY,
    user_id        TEXT NOT NULL REFERENCES users (id),
    version        INTEGER NOT NULL,
    device         TEXT NOT NULL,
    masked_address TEXT NOT NULL,
    created_at     BIGINT NOT NULL,
    last_active_at BIGINT NOT NULL,
    ended_at       BIGINT
);

CREATE INDEX login_sessions_of_user ON login_sessions (user_id);

CREATE TABLE api_keys (
    id           TEXT PRIMARY KEY,
    user_id      TEXT NOT NULL REFERENCES users (id),
    name         TEXT NOT NULL,
    secret_hash  TEXT NOT NULL UNIQUE,
    mask         TEXT NOT NULL,
    scope        TEXT NOT NULL,
    site_id      TEXT REFERENCES sites (id),
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT,
    revoked_at   BIGINT
);

CREATE INDEX api_keys_of_user ON api_keys (user_id);
CREATE INDEX api_keys_of_site ON api_keys (site_id);

-- Written by the health check, to know that writing works.
CREATE TABLE probe (
    id         INTEGER PRIMARY KEY,
    written_at BIGINT NOT NULL
);

INSERT INTO probe (id, written_at) VALUES (1, 0);
