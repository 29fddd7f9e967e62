package dev.zta.accounts;

import dev.zta.core.account.KeyHash;
import dev.zta.core.account.SecondFactors;
import java.time.Instant;
import java.util.List;

/** The tables {@code second_factors} and {@code backup_codes}. */
final class SqlSecondFactors implements SecondFactors {
    private final Database database;

    SqlSecondFactors(Database database) {
        this.database = database;
    }

    @Override
    public SecondFactor of(String userId) {
        return database.read(connection -> Sql.first(
                        connection,
                        "SELECT active, pending FROM second_factors WHERE user_id = ?",
                        row -> new SecondFactor(Sql.optionalText(row, "active"), Sql.optionalText(row, "pending")),
                        userId))
                .orElse(SecondFactor.NONE);
    }

    @Override
    public void setPending(String userId, String encrypted) {
        database.write(connection -> Sql.update(
                connection,
                "INSERT INTO second_factors (user_id, pending, last_step) VALUES (?, ?, 0)"
                        + " ON CONFLICT (user_id) DO UPDATE SET pending = excluded.pending",
                userId,
                encrypted));
    }

    @Override
    public void enable(String userId, List<KeyHash> backupCodes, Instant at) {
        database.write(connection -> {
            Sql.update(
                    connection,
                    "UPDATE second_factors SET active = pending, pending = NULL, enabled_at = ?"
                            + " WHERE user_id = ? AND pending IS NOT NULL",
                    at,
                    userId);
            Sql.update(connection, "DELETE FROM backup_codes WHERE user_id = ?", userId);
            for (KeyHash code : backupCodes) {
                Sql.update(connection, "INSERT INTO backup_codes (user_id, hash) VALUES (?, ?)", userId, code.hex());
            }
            return userId;
        });
    }

    @Override
    public boolean disable(String userId) {
        return database.write(connection -> {
            Sql.update(connection, "DELETE FROM backup_codes WHERE user_id = ?", userId);
            boolean wasOn = Sql.exists(
                    connection, "SELECT 1 FROM second_factors WHERE user_id = ? AND active IS NOT NULL", userId);
            Sql.update(connection, "DELETE FROM second_factors WHERE user_id = ?", userId);
            return wasOn;
        });
    }

    @Override
    public boolean useStep(String userId, long step) {
        return database.write(connection -> Sql.update(
                        connection,
                        "UPDATE second_factors SET last_step = ? WHERE user_id = ? AND last_step < ?",
                        step,
                        userId,
                        step))
                > 0;
    }

    @Override
    public boolean useBackupCode(String userId, KeyHash code, Instant at) {
        return database.write(connection -> Sql.update(
                        connection,
                        "UPDATE backup_codes SET used_at = ? WHERE user_id = ? AND hash = ? AND used_at IS NULL",
                        at,
                        userId,
                        code.hex()))
                > 0;
    }
}
