package dev.zta.accounts;

import dev.zta.core.account.KeyFingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The one row of the table {@code key_fingerprint}. */
final class SqlKeyFingerprint implements KeyFingerprint {
    private final Database database;

    SqlKeyFingerprint(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> kept() {
        return database.read(SqlKeyFingerprint::read);
    }

    @Override
    public String keep(String fingerprint) {
        return database.write(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO key_fingerprint (id, fingerprint) VALUES (1, ?) ON CONFLICT (id) DO NOTHING",
                    fingerprint);
            return read(connection).orElseThrow();
        });
    }

    @Override
    public void replace(String fingerprint) {
        database.write(connection -> Sql.update(
                connection,
                "INSERT INTO key_fingerprint (id, fingerprint) VALUES (1, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint",
                fingerprint));
    }

    private static Optional<String> read(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                "SELECT fingerprint FROM key_fingerprint WHERE id = 1",
                row -> row.getString("fingerprint"));
    }
}
