package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.activity.ActivityAction;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "E-mail notices", and the entries of logins (activity-log, "Types and actions"). */
class LoginNoticesTest {
    private static final String MIA = "mia@example.org";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @TempDir
    Path folder;

    private final MailServer mail = new MailServer();
    private @Nullable AccountServer opened;
    private TestClient mia;

    @BeforeEach
    void start() {
        opened = AccountServer.with(folder, Map.of(Setting.SMTP_URL, mail.url()));
        mia = opened.user(MIA);
    }

    @AfterEach
    void stop() {
        server().close();
        mail.close();
    }

    private AccountServer server() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    private int login(String agent, String address, String password) {
        return server().client()
                .with("User-Agent", agent)
                .with("X-Forwarded-For", address)
                .post("/api/auth/login", "{\"email\":\"" + MIA + "\",\"password\":\"" + password + "\"}")
                .status();
    }

    private int login(String agent, String address) {
        return login(agent, address, "sea otters hold hands");
    }

    @Test
    void a_login_from_a_device_and_network_unseen_for_thirty_days_is_told() {
        login(FIREFOX, "203.0.113.1");
        assertThat(mail.awaitLast(MIA, 1))
                .startsWith("New login to your account")
                .contains("Firefox on Linux", "203.0.***.***", "2026-03-02T12:00:00Z")
                .doesNotContain("203.0.113");
        login(FIREFOX, "203.0.200.7");
        login("curl", "203.0.113.1");
        assertThat(mail.awaitLast(MIA, 2)).contains("Unknown Device");
        server().clock().advance(Duration.ofDays(31));
        login(FIREFOX, "203.0.113.1");
        assertThat(mail.awaitLast(MIA, 3)).contains("2026-04-02");
        assertThat(mail.to(MIA)).hasSize(3);
    }

    @Test
    void a_login_from_a_country_unseen_for_thirty_days_is_told() {
        login(FIREFOX, "203.0.113.1");
        assertThat(mail.awaitLast(MIA, 1)).contains("country Unknown Region");
        login(FIREFOX, "203.0.99.1");
        assertThat(mail.awaitLast(MIA, 2)).contains("from a country", "network 203.0.***.***, country Germany");
        login(FIREFOX, "203.0.99.2");
        login(FIREFOX, "203.0.113.1");
        login("curl", "203.0.113.1");
        assertThat(mail.awaitLast(MIA, 3)).contains("Unknown Device");
    }

    @Test
    void who_does_not_want_to_know_is_not_told() {
        mia.patch("/api/user/profile", "{\"notifications\":{\"newSession\":false}}");
        login(FIREFOX, "203.0.113.1");
        mia.patch("/api/user/profile", "{\"notifications\":{\"newSession\":true}}");
        login("curl", "203.0.113.1");
        assertThat(mail.awaitLast(MIA, 1)).contains("Unknown Device");
    }

    @Test
    void five_failures_within_an_hour_are_told_once_an_hour() {
        for (int i = 1; i <= 12; i++) {
            assertThat(login(FIREFOX, "203.0.113." + i, "wrong")).isEqualTo(401);
        }
        assertThat(mail.awaitLast(MIA, 1)).startsWith("Failed logins");
        server().clock().advance(Duration.ofHours(1));
        for (int i = 1; i <= 5; i++) {
            assertThat(mail.to(MIA)).hasSize(1);
            login(FIREFOX, "203.0.114." + i, "wrong");
        }
        assertThat(mail.awaitLast(MIA, 2)).startsWith("Failed logins");
    }

    @Test
    void an_hour_of_failures_begins_with_any_of_them() {
        login(FIREFOX, "203.0.113.1", "wrong");
        server().clock().advance(Duration.ofMinutes(50));
        for (int i = 2; i <= 4; i++) {
            login(FIREFOX, "203.0.113." + i, "wrong");
        }
        server().clock().advance(Duration.ofMinutes(11));
        for (int i = 5; i <= 6; i++) {
            login(FIREFOX, "203.0.113." + i, "wrong");
        }
        assertThat(mail.awaitLast(MIA, 1)).startsWith("Failed logins");
    }

    @Test
    void logins_and_sessions_are_in_the_log() {
        login(FIREFOX, "203.0.113.1");
        login(FIREFOX, "203.0.113.1", "wrong");
        mia.delete("/api/user/sessions?all=true");
        List<String> actions = new ArrayList<>();
        mia.get("/api/activity-log")
                .json()
                .path("activities")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        assertThat(actions)
                .containsExactlyInAnyOrder(
                        "auth.registered",
                        "session.created",
                        "auth.login",
                        "session.created",
                        "auth.failed_login",
                        "sessions.bulk_revoked");
    }

    @Test
    void a_session_that_idled_for_thirty_days_is_ended_and_logged() {
        server().clock().advance(Duration.ofDays(30));
        IdleSessions idle = new IdleSessions(server().store(), server().activity(), server().clock());
        idle.end();
        idle.end();
        assertThat(server().store().logins().of(server().userId(MIA))).isEmpty();
        login(FIREFOX, "203.0.113.1");
        TestClient back = server().client()
                .bearer(server().client()
                        .post("/api/auth/login", "{\"email\":\"" + MIA + "\",\"password\":\"sea otters hold hands\"}")
                        .json()
                        .path("token")
                        .asString());
        assertThat(back.get("/api/activity-log?action=" + ActivityAction.SESSION_EXPIRED.code())
                        .json()
                        .path("pagination")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }
}
