package dev.zta.accounts;

import dev.zta.core.account.Billing;
import dev.zta.core.account.Billings;
import dev.zta.core.account.EarlyPayments;
import dev.zta.core.account.KeyHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The tables {@code billing}, {@code used_trials} and {@code payment_events}. */
final class SqlBillings implements Billings {
    private final Writes writes;
    private final Supplier<Memory> memory;

    SqlBillings(Writes writes, Supplier<Memory> memory) {
        this.writes = writes;
        this.memory = memory;
    }

    @Override
    public Billing of(String userId) {
        return memory.get().billing(userId);
    }

    @Override
    public Billing change(String userId, UnaryOperator<Billing> change) {
        return writes.write(
                connection -> changed(connection, userId, change), (known, billing) -> known.put(userId, billing));
    }

    private static Billing changed(Connection connection, String userId, UnaryOperator<Billing> change)
            throws SQLException {
        Billing changed = change.apply(BillingRows.of(connection, userId).orElse(Billing.NONE));
        BillingRows.put(connection, userId, changed);
        return changed;
    }

    @Override
    public Optional<String> userOf(String customerId) {
        return writes.read(connection -> Sql.first(
                connection,
                "SELECT user_id FROM billing WHERE customer_id = ? ORDER BY told_at DESC",
                row -> row.getString("user_id"),
                customerId));
    }

    @Override
    public List<String> users() {
        return writes.read(connection ->
                Sql.list(connection, "SELECT user_id FROM billing ORDER BY user_id", row -> row.getString("user_id")));
    }

    @Override
    public boolean useTrial(KeyHash email, Instant at) {
        return writes.write(connection -> Sql.update(
                        connection,
                        "INSERT INTO used_trials (email_hash, used_at) VALUES (?, ?)"
                                + " ON CONFLICT (email_hash) DO NOTHING",
                        email.hex(),
                        at))
                > 0;
    }

    @Override
    public boolean takeEvent(String eventId, Instant at) {
        return writes.write(connection -> Sql.update(
                        connection,
                        "INSERT INTO payment_events (id, taken_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                        eventId,
                        at))
                > 0;
    }

    @Override
    public EarlyPayments earlyPayments() {
        return new SqlEarlyPayments(writes);
    }

    @Override
    public void forgetEventsBefore(Instant cutoff) {
        writes.write(connection -> Sql.update(connection, "DELETE FROM payment_events WHERE taken_at < ?", cutoff));
    }
}
