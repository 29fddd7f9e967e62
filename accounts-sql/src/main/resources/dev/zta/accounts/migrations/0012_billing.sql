-- What accounts try, were given and have bought. Of payments nothing else is kept.

CREATE TABLE billing (
    user_id              TEXT PRIMARY KEY REFERENCES users (id),
    trial_plan           TEXT,
    trial_ends_at        BIGINT,
    assigned_plan        TEXT,
    customer_id          TEXT,
    subscription_id      TEXT,
    price_id             TEXT,
    subscription_plan    TEXT,
    subscription_status  TEXT,
    counted_status       TEXT,
    counted_since        BIGINT,
    current_period_end   BIGINT,
    cancel_at_period_end SMALLINT,
    canceled_at          BIGINT,
    last_error           TEXT,
    told_at              BIGINT
);

CREATE INDEX billing_of_customer ON billing (customer_id);

-- Keyed hashes of addresses that have had their trial; they say nothing to who has not the key.
CREATE TABLE used_trials (
    email_hash TEXT PRIMARY KEY,
    used_at    BIGINT NOT NULL
);

CREATE TABLE payment_events (
    id       TEXT PRIMARY KEY,
    taken_at BIGINT NOT NULL
);

CREATE INDEX payment_events_by_time ON payment_events (taken_at);

-- By which plan things are kept, and to which one the account has gone down.
CREATE TABLE kept_plans (
    user_id    TEXT PRIMARY KEY REFERENCES users (id),
    kept_plan  TEXT NOT NULL,
    lowered_to TEXT,
    lowered_at BIGINT
);
