package dev.zta.accounts;

import dev.zta.core.account.AccountStoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Brings the tables up to date: each numbered file once, in order, each in a transaction with its number. */
final class Migrations {
    /** In order; a file that has been released never changes. */
    private static final List<String> FILES = List.of(
            "0001_accounts.sql",
            "0002_activity.sql",
            "0003_sites.sql",
            "0004_teams.sql",
            "0005_logins.sql",
            "0006_profiles.sql",
            "0007_exports.sql",
            "0008_linked_providers.sql",
            "0009_shares.sql",
            "0010_exclusions.sql",
            "0011_login_countries.sql",
            "0012_billing.sql",
            "0013_monthly_usage.sql",
            "0014_imported_passwords.sql",
            "0015_early_payments.sql",
            "0016_key_fingerprint.sql",
            "0017_property_names.sql",
            "0018_site_changes.sql",
            "0019_site_handovers.sql",
            "0020_planned_purges.sql",
            "0021_pageviews_of_removed_sites.sql",
            "0022_segments.sql");

    private Migrations() {}

    static void apply(Database database, Instant now) {
        database.write(
                connection -> Sql.update(
                        connection,
                        "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)"));
        for (int number = 1; number <= FILES.size(); number++) {
            applyOnce(database, number, now);
        }
        refuseLaterVersion(database);
    }

    /** The number is looked up inside the transaction: two processes that start at once don't both apply it. */
    private static void applyOnce(Database database, int number, Instant now) {
        database.write(connection -> {
            if (!Sql.exists(connection, "SELECT 1 FROM schema_migrations WHERE number = ?", number)) {
                run(connection, FILES.get(number - 1));
                Sql.update(connection, "INSERT INTO schema_migrations (number, applied_at) VALUES (?, ?)", number, now);
            }
            return number;
        });
    }

    private static void run(Connection connection, String file) throws SQLException {
        for (String statement : statements(text(file))) {
            Sql.update(connection, statement);
        }
    }

    /** Our own files have neither a semicolon inside a text nor a comment behind code. */
    private static List<String> statements(String text) {
        String code = text.replaceAll("(?m)^--.*$", "");
        return Arrays.stream(code.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream("migrations/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The package lacks the migration " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseLaterVersion(Database database) {
        long newest = database.read(connection -> Sql.count(connection, "SELECT MAX(number) FROM schema_migrations"));
        if (newest > FILES.size()) {
            throw new AccountStoreUnavailableException(
                    "The accounts were written by a later version (schema " + newest + ", this one knows "
                            + FILES.size() + "). Start that version, or restore a backup made by this one.");
        }
    }
}
