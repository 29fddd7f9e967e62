-- time_zone stays the one a site began with; zone_changes has a line for each change since: milliseconds, date, zone.

ALTER TABLE sites ADD COLUMN zone_changes TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN heatmap_pages TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN verified_at BIGINT;

-- Sites that are gone, until the event store has forgotten them too.
CREATE TABLE removed_sites (
    id         TEXT PRIMARY KEY,
    removed_at BIGINT NOT NULL
);
