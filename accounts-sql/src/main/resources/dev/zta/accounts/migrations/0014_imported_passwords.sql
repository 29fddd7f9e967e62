-- Password hashes that were imported from other programs and not replaced yet: asked for at each login.
CREATE INDEX users_imported ON users (substr(password, 5, 2)) WHERE substr(password, 1, 2) = '$2';
