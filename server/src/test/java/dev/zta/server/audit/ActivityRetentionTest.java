package dev.zta.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: activity-log, "Retention". */
class ActivityRetentionTest {
    private static final String ACCOUNT = "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}";
    private static final long FIRST_MOMENT =
            Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    @Test
    void what_is_older_than_the_plan_keeps_is_not_found_and_soon_gone() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.DEFAULT_PLAN, "free"))) {
            server.register("mia@example.org");
            server.clock().advance(Duration.ofDays(30).plusMillis(1));
            String token = server.client()
                    .post("/api/auth/login", ACCOUNT)
                    .json()
                    .path("token")
                    .asString();
            assertThat(actions(server.client().bearer(token)))
                    .contains("auth.login", "session.created")
                    .as("the session of the first day has idled for too long, which may be told already")
                    .isSubsetOf("auth.login", "session.created", "session.expired");
            Await.until(() -> storedFromTheFirstDay() == 0);
            assertThat(server.activityLog().verify()).isEmpty();
        }
    }

    @Test
    void the_operator_s_days_hold_instead_of_the_plan_s() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.ACTIVITY_LOG_DAYS, "2"))) {
            server.register("mia@example.org");
            server.clock().advance(Duration.ofDays(2).plusMillis(1));
            Await.until(() -> storedFromTheFirstDay() == 0);
        }
    }

    private static List<String> actions(TestClient client) {
        List<String> actions = new ArrayList<>();
        client.get("/api/activity-log?period=365d")
                .json()
                .path("activities")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private int storedFromTheFirstDay() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.sqlite"));
                Statement open = connection.createStatement();
                ResultSet rows =
                        open.executeQuery("SELECT COUNT(*) FROM activity_entries WHERE at <= " + FIRST_MOMENT)) {
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
