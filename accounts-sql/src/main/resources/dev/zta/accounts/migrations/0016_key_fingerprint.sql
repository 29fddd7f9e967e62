-- By what the accounts know the installation's secret key again: a keyed hash, from which the key can't be computed.
CREATE TABLE key_fingerprint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL
);
