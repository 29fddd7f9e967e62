-- Days (2026-03-02) that retention is about to remove from the event store, until the activity log tells of it.
CREATE TABLE planned_purges (
    site_id    TEXT PRIMARY KEY REFERENCES sites (id),
    days       INTEGER NOT NULL,
    first_day  TEXT NOT NULL,
    last_day   TEXT NOT NULL,
    planned_at BIGINT NOT NULL
);
