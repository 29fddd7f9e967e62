-- The activity log: one chain of entries for each account (contract: activity-log, "What an entry is").

CREATE TABLE activity_chains (
    account_id  TEXT PRIMARY KEY,
    cut_number  BIGINT NOT NULL,
    cut_hash    TEXT NOT NULL,
    last_number BIGINT NOT NULL,
    last_hash   TEXT NOT NULL,
    signature   TEXT NOT NULL
);

-- Number and hash are empty while the hour of an hourly entry goes on. A salt goes when its person is erased.
CREATE TABLE activity_entries (
    id             TEXT PRIMARY KEY,
    account_id     TEXT NOT NULL,
    number         BIGINT,
    hash           TEXT,
    at             BIGINT NOT NULL,
    action         TEXT NOT NULL,
    site_id        TEXT,
    metadata       TEXT NOT NULL,
    occurrences    BIGINT,
    last_at        BIGINT,
    hour_key       TEXT UNIQUE,
    hour_ends_at   BIGINT,
    actor_id       TEXT,
    actor_email    TEXT,
    actor_name     TEXT,
    masked_address TEXT,
    device         TEXT,
    actor_salt     TEXT,
    actor_digest   TEXT NOT NULL,
    target_type    TEXT,
    target_id      TEXT,
    target_email   TEXT,
    target_name    TEXT,
    target_salt    TEXT,
    target_digest  TEXT NOT NULL,
    UNIQUE (account_id, number)
);

CREATE INDEX activity_entries_by_time ON activity_entries (account_id, at, id);
CREATE INDEX activity_entries_of_actor ON activity_entries (actor_id);
CREATE INDEX activity_entries_about_email ON activity_entries (target_email);
CREATE INDEX activity_entries_open ON activity_entries (hour_ends_at);
