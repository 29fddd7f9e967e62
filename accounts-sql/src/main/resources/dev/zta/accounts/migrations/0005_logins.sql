-- Secrets that are good once, by their keyed hashes.
CREATE TABLE one_time_tokens (
    hash       TEXT PRIMARY KEY,
    purpose    TEXT NOT NULL,
    user_id    TEXT NOT NULL,
    detail     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);

CREATE INDEX one_time_tokens_of_user ON one_time_tokens (user_id, purpose);
CREATE INDEX one_time_tokens_by_end ON one_time_tokens (expires_at);

-- Secrets are encrypted.
CREATE TABLE second_factors (
    user_id    TEXT PRIMARY KEY REFERENCES users (id),
    active     TEXT,
    pending    TEXT,
    last_step  BIGINT NOT NULL,
    enabled_at BIGINT
);

CREATE TABLE backup_codes (
    user_id TEXT NOT NULL REFERENCES users (id),
    hash    TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, hash)
);
