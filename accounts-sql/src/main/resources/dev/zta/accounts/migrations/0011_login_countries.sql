-- Where a login came from, to tell of one from a country that is new.
ALTER TABLE login_sessions ADD COLUMN country TEXT NOT NULL DEFAULT 'ZZ';
