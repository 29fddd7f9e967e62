-- When a site was changed last; NULL: never since it was made.
ALTER TABLE sites ADD COLUMN updated_at BIGINT;
