-- How many pageviews sites have had in a month (2026-03, UTC), at least: what retention or a deletion takes from the event
-- store still counts against the owner's limit. A site that is gone keeps its row.
CREATE TABLE monthly_pageviews (
    site_id   TEXT   NOT NULL,
    month     TEXT   NOT NULL,
    user_id   TEXT   NOT NULL REFERENCES users (id),
    pageviews BIGINT NOT NULL,
    PRIMARY KEY (site_id, month)
);

CREATE INDEX monthly_pageviews_by_month ON monthly_pageviews (month);

-- What accounts were told of their limit in a month.
CREATE TABLE limit_notices (
    user_id TEXT NOT NULL REFERENCES users (id),
    month   TEXT NOT NULL,
    notice  TEXT NOT NULL,
    PRIMARY KEY (user_id, month, notice)
);
