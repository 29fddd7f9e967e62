package dev.zta.accounts;

import dev.zta.core.account.Downgrades;
import dev.zta.core.account.Plan;
import dev.zta.core.account.SiteHandovers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code kept_plans}. */
final class SqlDowngrades implements Downgrades {
    private final Database database;

    SqlDowngrades(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Kept> of(String userId) {
        return database.read(connection -> Sql.first(
                connection,
                "SELECT kept_plan, lowered_to, lowered_at FROM kept_plans WHERE user_id = ?",
                SqlDowngrades::read,
                userId));
    }

    @Override
    public SiteHandovers handovers() {
        return new SqlSiteHandovers(database);
    }

    private static Kept read(ResultSet row) throws SQLException {
        Instant at = Sql.instant(row, "lowered_at");
        return new Kept(
                Plan.of(row.getString("kept_plan")).orElseThrow(),
                Sql.optionalText(row, "lowered_to")
                        .map(plan -> new Lowered(Plan.of(plan).orElseThrow(), at)));
    }

    @Override
    public void put(String userId, Kept kept) {
        database.write(connection -> {
            Sql.update(connection, "DELETE FROM kept_plans WHERE user_id = ?", userId);
            return Sql.update(
                    connection,
                    "INSERT INTO kept_plans (user_id, kept_plan, lowered_to, lowered_at) VALUES (?, ?, ?, ?)",
                    userId,
                    kept.kept().code(),
                    kept.lowered().map(lowered -> lowered.to().code()),
                    kept.lowered().map(Lowered::at));
        });
    }
}
