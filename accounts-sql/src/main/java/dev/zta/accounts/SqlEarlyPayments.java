package dev.zta.accounts;

import dev.zta.core.account.EarlyPayments;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code early_payments}. */
final class SqlEarlyPayments implements EarlyPayments {
    private final Writes writes;

    SqlEarlyPayments(Writes writes) {
        this.writes = writes;
    }

    @Override
    public void keep(Payment payment) {
        writes.write(connection -> {
            boolean isShorter = of(connection, payment.subscriptionId())
                    .filter(known -> !known.paidUntil().isBefore(payment.paidUntil()))
                    .isPresent();
            return isShorter ? 0 : replaced(connection, payment);
        });
    }

    private static int replaced(Connection connection, Payment payment) throws SQLException {
        remove(connection, payment.subscriptionId());
        return Sql.update(
                connection,
                "INSERT INTO early_payments (subscription_id, paid_until, told_at) VALUES (?, ?, ?)",
                payment.subscriptionId(),
                payment.paidUntil(),
                payment.toldAt());
    }

    @Override
    public Optional<Payment> take(String subscriptionId) {
        return writes.write(connection -> {
            Optional<Payment> payment = of(connection, subscriptionId);
            remove(connection, subscriptionId);
            return payment;
        });
    }

    private static Optional<Payment> of(Connection connection, String subscriptionId) throws SQLException {
        return Sql.first(
                connection,
                "SELECT paid_until, told_at FROM early_payments WHERE subscription_id = ?",
                row -> new Payment(subscriptionId, Sql.instant(row, "paid_until"), Sql.instant(row, "told_at")),
                subscriptionId);
    }

    private static void remove(Connection connection, String subscriptionId) throws SQLException {
        Sql.update(connection, "DELETE FROM early_payments WHERE subscription_id = ?", subscriptionId);
    }

    @Override
    public void forgetBefore(Instant cutoff) {
        writes.write(connection -> Sql.update(connection, "DELETE FROM early_payments WHERE told_at < ?", cutoff));
    }
}
