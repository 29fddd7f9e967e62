-- Sites that keep data for longer than their new owner's plan allows, until they no longer may.
CREATE TABLE site_handovers (
    site_id        TEXT PRIMARY KEY REFERENCES sites (id),
    handed_over_at BIGINT NOT NULL
);
