-- Names of event properties that a site's events have used, so that they stay few.
CREATE TABLE property_names (
    site_id TEXT NOT NULL REFERENCES sites (id),
    name    TEXT NOT NULL,
    PRIMARY KEY (site_id, name)
);
