package dev.zta.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * One account's chain of entries, as the table {@code activity_chains} has it: where it ends, and the checkpoint at which
 * retention cut it off, under one signature. Without the end nobody would notice that the newest entries were taken away.
 *
 * @param cutNumber number of the newest entry that was erased; 0 for none
 * @param cutHash its hash
 * @param lastNumber number of the newest entry
 * @param lastHash its hash
 */
record ActivityChain(String accountId, long cutNumber, String cutHash, long lastNumber, String lastHash) {
    private static final String COLUMNS = "account_id, cut_number, cut_hash, last_number, last_hash";

    static ActivityChain of(Connection connection, String accountId) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT " + COLUMNS + " FROM activity_chains WHERE account_id = ?",
                        ActivityChain::read,
                        accountId)
                .orElseGet(() -> new ActivityChain(accountId, 0, ActivitySeal.BEGINNING, 0, ActivitySeal.BEGINNING));
    }

    private static ActivityChain read(ResultSet row) throws SQLException {
        return new ActivityChain(
                row.getString("account_id"),
                row.getLong("cut_number"),
                row.getString("cut_hash"),
                row.getLong("last_number"),
                row.getString("last_hash"));
    }

    /** With one more entry at the end. */
    ActivityChain grownBy(String hash) {
        return new ActivityChain(accountId, cutNumber, cutHash, lastNumber + 1, hash);
    }

    /** With everything up to an entry replaced by a checkpoint. */
    ActivityChain cutAt(long number, String hash) {
        return new ActivityChain(accountId, number, hash, lastNumber, lastHash);
    }

    void save(Connection connection, ActivitySeal seal) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO activity_chains (" + COLUMNS + ", signature) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account_id) DO UPDATE SET cut_number = excluded.cut_number,"
                        + " cut_hash = excluded.cut_hash, last_number = excluded.last_number,"
                        + " last_hash = excluded.last_hash, signature = excluded.signature",
                accountId,
                cutNumber,
                cutHash,
                lastNumber,
                lastHash,
                signature(seal));
    }

    boolean isSigned(Connection connection, ActivitySeal seal) throws SQLException {
        Optional<String> stored = Sql.first(
                connection,
                "SELECT signature FROM activity_chains WHERE account_id = ?",
                row -> row.getString(1),
                accountId);
        return stored.map(signature(seal)::equals).orElse(lastNumber == 0);
    }

    private String signature(ActivitySeal seal) {
        return seal.of(
                "chain",
                List.of(
                        Optional.of(accountId),
                        Optional.of(Long.toString(cutNumber)),
                        Optional.of(cutHash),
                        Optional.of(Long.toString(lastNumber)),
                        Optional.of(lastHash)));
    }
}
