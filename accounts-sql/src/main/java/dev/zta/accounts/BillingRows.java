package dev.zta.accounts;

import dev.zta.core.account.Billing;
import dev.zta.core.account.Billing.Trial;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Subscription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table {@code billing}: a row for each account that ever chose, tried or bought something. */
final class BillingRows {
    private static final String SELECT = "SELECT * FROM billing";

    private BillingRows() {}

    /** By user. */
    static Map<String, Billing> all(Connection connection) throws SQLException {
        Map<String, Billing> all = new HashMap<>();
        Sql.list(connection, SELECT, row -> all.put(row.getString("user_id"), read(row)));
        return all;
    }

    static Optional<Billing> of(Connection connection, String userId) throws SQLException {
        return Sql.first(connection, SELECT + " WHERE user_id = ?", BillingRows::read, userId);
    }

    static void put(Connection connection, String userId, Billing billing) throws SQLException {
        Sql.update(connection, "DELETE FROM billing WHERE user_id = ?", userId);
        Optional<Subscription> bought = billing.subscription();
        Sql.update(
                connection,
                "INSERT INTO billing (user_id, trial_plan, trial_ends_at, assigned_plan, customer_id, subscription_id,"
                        + " price_id, subscription_plan, subscription_status, counted_status, counted_since,"
                        + " current_period_end, cancel_at_period_end, canceled_at, last_error, told_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                userId,
                billing.trial().map(trial -> trial.plan().code()),
                billing.trial().map(Trial::endsAt),
                billing.assigned().map(Plan::code),
                billing.customerId(),
                bought.map(Subscription::id),
                bought.flatMap(Subscription::priceId),
                bought.map(one -> one.plan().code()),
                bought.map(one -> one.status().code()),
                bought.flatMap(Subscription::counted).map(Subscription.Status::code),
                bought.map(Subscription::countedSince),
                bought.flatMap(Subscription::currentPeriodEnd),
                bought.map(Subscription::cancelsAtPeriodEnd),
                bought.flatMap(Subscription::canceledAt),
                bought.flatMap(Subscription::lastError),
                bought.map(Subscription::toldAt));
    }

    private static Billing read(ResultSet row) throws SQLException {
        return new Billing(
                trial(row),
                plan(row, "assigned_plan"),
                Sql.optionalText(row, "customer_id"),
                subscription(row, Sql.optionalText(row, "subscription_id")));
    }

    private static Optional<Trial> trial(ResultSet row) throws SQLException {
        Instant end = Sql.instant(row, "trial_ends_at");
        return plan(row, "trial_plan").map(plan -> new Trial(plan, end));
    }

    private static Optional<Subscription> subscription(ResultSet row, Optional<String> id) throws SQLException {
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Subscription(
                        id.get(),
                        Sql.optionalText(row, "price_id"),
                        plan(row, "subscription_plan").orElseThrow(),
                        status(row, "subscription_status").orElseThrow(),
                        status(row, "counted_status"),
                        Sql.instant(row, "counted_since"),
                        Sql.optionalInstant(row, "current_period_end"),
                        row.getInt("cancel_at_period_end") != 0,
                        Sql.optionalInstant(row, "canceled_at"),
                        Sql.optionalText(row, "last_error"),
                        Sql.instant(row, "told_at")));
    }

    private static Optional<Plan> plan(ResultSet row, String column) throws SQLException {
        return Sql.optionalText(row, column).map(code -> Plan.of(code).orElseThrow());
    }

    private static Optional<Subscription.Status> status(ResultSet row, String column) throws SQLException {
        return Sql.optionalText(row, column)
                .map(code -> Subscription.Status.of(code).orElseThrow());
    }
}
