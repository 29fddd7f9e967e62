-- Whom a site does not count. The addresses are those that its owner gave, the only ones that are ever written.

ALTER TABLE sites ADD COLUMN exclude_ips TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN exclude_countries TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN allow_hostnames TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN exclude_referrers TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN referrer_spam INTEGER NOT NULL DEFAULT 1;
