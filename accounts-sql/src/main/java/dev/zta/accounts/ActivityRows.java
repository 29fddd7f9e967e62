package dev.zta.accounts;

import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityQuery;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code activity_entries}. */
final class ActivityRows {
    /**
     * An entry at its place in the chain.
     *
     * @param entry empty when something in its row can't be read, which no entry was ever written with
     */
    record Linked(long number, String hash, String id, Optional<StoredEntry> entry) {}

    private static final String SELECT = "SELECT " + StoredEntry.COLUMNS + " FROM activity_entries";
    private static final String NEWEST_FIRST = " ORDER BY at DESC, id DESC";

    private ActivityRows() {}

    /** Puts a finished entry at the end of its account's chain. */
    static String append(Connection connection, StoredEntry entry, ActivitySeal seal) throws SQLException {
        insert(connection, entry);
        link(connection, entry, seal);
        return entry.id();
    }

    private static void insert(Connection connection, StoredEntry entry) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO activity_entries (" + StoredEntry.COLUMNS + ") VALUES (" + StoredEntry.placeholders()
                        + ")",
                entry.values().toArray());
    }

    private static void link(Connection connection, StoredEntry entry, ActivitySeal seal) throws SQLException {
        ActivityChain chain = ActivityChain.of(connection, entry.act().accountId());
        long number = chain.lastNumber() + 1;
        String hash = entry.hash(number, chain.lastHash(), seal);
        Sql.update(
                connection,
                "UPDATE activity_entries SET number = ?, hash = ?, hour_key = NULL, hour_ends_at = NULL WHERE id = ?",
                number,
                hash,
                entry.id());
        chain.grownBy(hash).save(connection, seal);
    }

    /** Adds to the hour's entry, or makes it. */
    static void count(Connection connection, String hourKey, Instant hourEndsAt, StoredEntry entry)
            throws SQLException {
        StoredEntry.Count count = entry.count().orElseThrow();
        int grown = Sql.update(
                connection,
                "UPDATE activity_entries SET occurrences = occurrences + ?, last_at = MAX(last_at, ?), at = MIN(at, ?)"
                        + " WHERE hour_key = ?",
                count.occurrences(),
                count.lastAt(),
                entry.act().at(),
                hourKey);
        if (grown == 0) {
            insert(connection, entry);
            Sql.update(
                    connection,
                    "UPDATE activity_entries SET hour_key = ?, hour_ends_at = ? WHERE id = ?",
                    hourKey,
                    hourEndsAt,
                    entry.id());
        }
    }

    /** Whether there are entries whose hour ended by then. */
    static boolean anyEnded(Connection connection, Instant by) throws SQLException {
        return Sql.exists(connection, "SELECT 1 FROM activity_entries WHERE hour_ends_at <= ? LIMIT 1", by);
    }

    /** Puts the entries whose hour ended by then into their chains. */
    static int linkEnded(Connection connection, Instant by, ActivitySeal seal) throws SQLException {
        List<StoredEntry> ended = Sql.list(
                connection, SELECT + " WHERE hour_ends_at <= ? ORDER BY hour_ends_at, at, id", StoredEntry::read, by);
        for (StoredEntry entry : ended) {
            link(connection, entry, seal);
        }
        return ended.size();
    }

    static List<StoredEntry> find(Connection connection, ActivityQuery query, int limit, long offset)
            throws SQLException {
        ActivityCondition condition = ActivityCondition.of(query);
        return Sql.list(
                connection,
                SELECT + condition.where() + NEWEST_FIRST + " LIMIT ? OFFSET ?",
                StoredEntry::read,
                condition.valuesAnd(limit, offset));
    }

    /** The next ones behind an entry, in the order of {@link #find}. */
    static List<StoredEntry> after(Connection connection, ActivityQuery query, Act last, String lastId, int limit)
            throws SQLException {
        ActivityCondition condition = ActivityCondition.of(query);
        return Sql.list(
                connection,
                SELECT + condition.where() + " AND (at < ? OR (at = ? AND id < ?))" + NEWEST_FIRST + " LIMIT ?",
                StoredEntry::read,
                condition.valuesAnd(last.at(), last.at(), lastId, limit));
    }

    static long total(Connection connection, ActivityQuery query) throws SQLException {
        ActivityCondition condition = ActivityCondition.of(query);
        return Sql.count(
                connection, "SELECT COUNT(*) FROM activity_entries" + condition.where(), condition.valuesAnd());
    }

    static long occurrences(Connection connection, ActivityQuery query) throws SQLException {
        ActivityCondition condition = ActivityCondition.of(query);
        return Sql.count(
                connection,
                "SELECT COALESCE(SUM(COALESCE(occurrences, 1)), 0) FROM activity_entries" + condition.where(),
                condition.valuesAnd());
    }

    static List<String> accounts(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "SELECT account_id FROM activity_entries UNION SELECT account_id FROM activity_chains ORDER BY 1",
                row -> row.getString(1));
    }

    static List<String> accountsWithActsOf(Connection connection, String userId) throws SQLException {
        return Sql.list(
                connection,
                "SELECT DISTINCT account_id FROM activity_entries WHERE actor_id = ? ORDER BY account_id",
                row -> row.getString(1),
                userId);
    }

    /** All that are in the chain, in its order. */
    static List<Linked> linked(Connection connection, String accountId, long after, int limit) throws SQLException {
        return Sql.list(
                connection,
                "SELECT number, hash, " + StoredEntry.COLUMNS
                        + " FROM activity_entries WHERE account_id = ? AND number > ? ORDER BY number LIMIT ?",
                ActivityRows::readLinked,
                accountId,
                after,
                limit);
    }

    private static Linked readLinked(ResultSet row) throws SQLException {
        return new Linked(row.getLong("number"), row.getString("hash"), row.getString("id"), readable(row));
    }

    private static Optional<StoredEntry> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(StoredEntry.read(row));
        } catch (IllegalStateException e) {
            System.getLogger(ActivityRows.class.getName()).log(Level.DEBUG, "An entry can't be read", e);
            return Optional.empty();
        }
    }

    /** Erases what is older, up to the first in the chain that is not, and puts a checkpoint there. */
    static int eraseBefore(Connection connection, String accountId, Instant cutoff, ActivitySeal seal)
            throws SQLException {
        ActivityChain chain = ActivityChain.of(connection, accountId);
        long firstKept = Sql.first(
                        connection,
                        "SELECT MIN(number) FROM activity_entries WHERE account_id = ? AND at >= ? AND number IS NOT NULL",
                        row -> row.getLong(1),
                        accountId,
                        cutoff)
                .filter(number -> number > 0)
                .orElse(chain.lastNumber() + 1);
        Optional<String> lastErased = Sql.first(
                connection,
                "SELECT hash FROM activity_entries WHERE account_id = ? AND number = ?",
                row -> row.getString(1),
                accountId,
                firstKept - 1);
        if (lastErased.isEmpty()) {
            return 0;
        }
        chain.cutAt(firstKept - 1, lastErased.get()).save(connection, seal);
        return Sql.update(
                connection, "DELETE FROM activity_entries WHERE account_id = ? AND number < ?", accountId, firstKept);
    }

    /** Erases an account's own log, and the person from the others'. */
    static int erasePerson(Connection connection, String userId, String email) throws SQLException {
        Sql.update(connection, "DELETE FROM activity_chains WHERE account_id = ?", userId);
        return Sql.update(connection, "DELETE FROM activity_entries WHERE account_id = ?", userId)
                + Sql.update(
                        connection,
                        "UPDATE activity_entries SET actor_id = NULL, actor_email = NULL, actor_name = NULL,"
                                + " masked_address = NULL, device = NULL, actor_salt = NULL WHERE actor_id = ?",
                        userId)
                + Sql.update(
                        connection,
                        "UPDATE activity_entries SET target_email = NULL, target_name = NULL, target_salt = NULL"
                                + " WHERE target_email = ? OR (target_type = 'user' AND target_id = ?)",
                        email,
                        userId);
    }
}
