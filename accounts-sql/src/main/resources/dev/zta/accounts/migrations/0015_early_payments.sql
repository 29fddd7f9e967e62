-- Payments that the provider told before the subscription that they are for.
CREATE TABLE early_payments (
    subscription_id TEXT PRIMARY KEY,
    paid_until      BIGINT NOT NULL,
    told_at         BIGINT NOT NULL
);
