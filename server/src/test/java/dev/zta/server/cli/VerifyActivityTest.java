package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, {@code zta verify}; activity-log, "What an entry is". */
class VerifyActivityTest {
    @TempDir
    Path folder;

    @Test
    void what_the_operator_does_is_in_the_chain_and_a_changed_entry_is_a_finding() throws SQLException {
        Terminal terminal = new Terminal(Map.of());
        terminal.run("user", "add", "first@example.org", "--data", data());
        terminal.run("site", "add", "example.org", "--data", data());
        terminal.run("key", "add", "--scope", "write", "--data", data());
        assertThat(sql("SELECT COUNT(*) FROM activity_entries")).isEqualTo("3");
        Terminal.Ended sound = terminal.run("verify", "--data", data());
        assertThat(sound.out()).contains("ok       activity chain");
        assertThat(sound.code()).isZero();
        String entry = sql("SELECT id FROM activity_entries WHERE action = 'site.created'");
        String user = sql("SELECT account_id FROM activity_entries WHERE action = 'site.created'");
        sql("UPDATE activity_entries SET metadata = '' WHERE action = 'site.created' RETURNING id");
        Terminal.Ended damaged = terminal.run("verify", "--data", data());
        assertThat(damaged.out())
                .contains("NOT SO   activity chain")
                .contains("account " + user + ": entry " + entry + " (2) was changed");
        assertThat(damaged.code()).isEqualTo(ExitCode.NOT_SO.number());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data() + "/accounts.sqlite");
                Statement open = connection.createStatement();
                var rows = open.executeQuery(statement)) {
            return rows.getString(1);
        }
    }
}
