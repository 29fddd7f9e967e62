-- What a month's pageviews of sites that are gone count against their owner's limit. No row tells which sites those were.
CREATE TABLE pageviews_of_removed_sites (
    user_id   TEXT   NOT NULL REFERENCES users (id),
    month     TEXT   NOT NULL,
    pageviews BIGINT NOT NULL,
    PRIMARY KEY (user_id, month)
);

INSERT INTO pageviews_of_removed_sites (user_id, month, pageviews)
    SELECT user_id, month, SUM(pageviews) FROM monthly_pageviews WHERE site_id NOT IN (SELECT id FROM sites)
    GROUP BY user_id, month;

DELETE FROM monthly_pageviews WHERE site_id NOT IN (SELECT id FROM sites);
