package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.auth.AuthenticatorApp;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "ZTA_SECRET_KEY"; cli, "Refused starts: … 78 bad setting". */
class SecretKeyTest {
    private static final Map<String, String> ONE = Map.of("ZTA_SECRET_KEY", "the key that the accounts were made with");
    private static final Map<String, String> OTHER = Map.of("ZTA_SECRET_KEY", "another key, as long as the first one");

    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("data");
    }

    private Terminal.Ended run(Map<String, String> environment, String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = folder().toString();
        return new Terminal(environment).run(all);
    }

    private void assertRefused(Terminal.Ended ended, String... texts) {
        assertThat(ended.code()).isEqualTo(ExitCode.BAD_SETTING.number());
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasLineCount(1).contains(texts).contains(folder().toString());
        assertThat(ended.err())
                .doesNotContain("the key that the accounts were made with ")
                .doesNotContain("as long as");
    }

    @Test
    void a_command_with_another_key_than_that_of_the_accounts_is_refused() {
        assertThat(run(ONE, "user", "add", "ada@example.org").code()).isZero();
        assertRefused(run(OTHER, "key", "add"), "ZTA_SECRET_KEY is not the key", "set it to what it was before");
        assertRefused(run(OTHER, "report", "--site", "example.org"), "ZTA_SECRET_KEY is not the key");
        assertRefused(run(OTHER, "verify"), "ZTA_SECRET_KEY is not the key");
        assertRefused(run(OTHER, "serve", "--port", "0"), "ZTA_SECRET_KEY is not the key", "--new-secret-key");
        assertRefused(run(Map.of(), "key", "add"), "is missing", "set ZTA_SECRET_KEY as it was set before");
        assertThat(folder().resolve("secret.key")).doesNotExist();
        assertThat(run(ONE, "key", "add").code()).isZero();
    }

    @Test
    void a_setting_beside_the_right_file_is_to_be_removed() throws IOException {
        assertThat(run(Map.of(), "user", "add", "ada@example.org").code()).isZero();
        assertRefused(run(OTHER, "user", "list"), "remove the setting, the right key is in secret.key");
        Files.writeString(folder().resolve("secret.key"), "not what it was, but long enough to be one");
        assertRefused(run(Map.of(), "user", "list"), "secret.key is not the key", "set ZTA_SECRET_KEY");
        Files.writeString(folder().resolve("secret.key"), "short");
        assertRefused(run(Map.of(), "user", "list"), "secret.key was cut short");
        Files.delete(folder().resolve("secret.key"));
        assertRefused(run(Map.of(), "user", "list"), "is missing", "put secret.key back from a backup");
    }

    @Test
    void the_doctor_names_it_and_makes_nothing() {
        run(ONE, "user", "add", "ada@example.org");
        Terminal.Ended ended = run(Map.of(), "doctor", "--port", "0");
        assertThat(ended.code()).isEqualTo(ExitCode.NOT_SO.number());
        assertThat(ended.out())
                .contains("NOT SO   secret key: is not that of the accounts")
                .contains("is missing");
        assertThat(folder().resolve("secret.key")).doesNotExist();
        assertThat(run(ONE, "doctor", "--port", "0").out()).contains("ok       secret key: fits the accounts");
    }

    /** Accounts of an earlier version have no fingerprint; the server knows the key, a shell may not. */
    @Test
    void the_next_start_of_a_server_holds_older_accounts_to_its_key() throws SQLException {
        run(ONE, "user", "add", "ada@example.org");
        sql("DELETE FROM key_fingerprint");
        assertRefused(run(Map.of(), "user", "list"), "is missing");
        assertThat(run(ONE, "user", "list").code()).isZero();
        serve(ONE).close();
        assertRefused(run(OTHER, "user", "list"), "ZTA_SECRET_KEY is not the key");
        serve(ONE).close();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder() + "/accounts.sqlite");
                Statement open = connection.createStatement()) {
            assertThat(open.executeUpdate(statement)).isPositive();
        }
    }

    private TestServer serve(Map<String, String> environment) {
        return TestServer.on(folder(), environment, new MutableClock(Terminal.NOW));
    }

    /** The way out of a loss: people log in with their passwords, all that was made with the lost key holds no more. */
    @Test
    void whose_key_is_lost_for_good_goes_on_with_another() throws Exception {
        try (TestServer server = serve(ONE)) {
            register(server);
        }
        goOnWithTheOtherKey();
        assertRefused(run(ONE, "user", "list"), "ZTA_SECRET_KEY is not the key");
        try (TestServer server = serve(OTHER)) {
            assertThat(login(server).status()).isEqualTo(200);
        }
    }

    /** docs/operating.md: "whoever has a second factor gets in after zta user password EMAIL --drop-2fa". */
    @Test
    void a_second_factor_of_a_lost_key_accepts_no_code_until_it_is_dropped() throws Exception {
        String secret;
        try (TestServer server = serve(ONE)) {
            register(server);
            String token = login(server).json().path("token").asString();
            secret = AuthenticatorApp.turnOn(server.client().bearer(token), server.clock());
        }
        goOnWithTheOtherKey();
        try (TestServer server = serve(OTHER)) {
            server.clock().advance(Duration.ofMinutes(2));
            String code = AuthenticatorApp.code(secret, server.clock().instant());
            String temporary = login(server).json().path("tempToken").asString();
            Reply refused = server.client()
                    .post("/api/auth/2fa/validate", "{\"tempToken\":\"" + temporary + "\",\"code\":\"" + code + "\"}");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).contains("Invalid verification code");
        }
        assertThat(run(OTHER, "user", "password", "ada@example.org", "--drop-2fa")
                        .code())
                .isZero();
    }

    private static Reply login(TestServer server) {
        return server.client()
                .post("/api/auth/login", "{\"email\":\"ada@example.org\",\"password\":\"sea otters hold hands\"}");
    }

    private void goOnWithTheOtherKey() throws Exception {
        try (ServerProcess process = ServerProcess.start(
                parent, OTHER, "serve", "--new-secret-key", "--port", "0", "--data", folder().toString())) {
            assertThat(process.line()).contains("is ready at");
            process.terminate();
            assertThat(process.exitCode()).isZero();
        }
    }

    private static void register(TestServer server) {
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"ada@example.org\",\"password\":\"sea otters hold hands\"}");
        assertThat(registered.status()).isEqualTo(201);
    }
}
