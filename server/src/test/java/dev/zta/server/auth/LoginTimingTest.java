package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.PasswordHash;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contract: auth, "same text, same work done, same timing": who measures answers learns nothing about who has an account. Takes
 * minutes, so it runs with the long rounds.
 */
@Tag("faults")
class LoginTimingTest {
    private static final int PAIRS = 500;
    private static final double TOLERANCE = 0.05;

    @TempDir
    Path folder;

    private int addresses;

    @Test
    void a_wrong_password_takes_as_long_for_somebody_as_for_nobody() {
        try (AccountServer server = AccountServer.withUsualHashes(folder)) {
            server.register("mia@example.org");
            compare(server, "/api/auth/login", "{\"email\":\"%s\",\"password\":\"otters are wrong\"}", 401);
        }
    }

    @Test
    void nor_does_it_where_passwords_were_imported() {
        try (AccountServer server = AccountServer.withUsualHashes(folder)) {
            server.register("mia@example.org");
            PasswordHash imported = new PasswordHash("$2a$08$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK");
            server.store().logins().setPassword(server.userId("mia@example.org"), imported);
            String body = "{\"email\":\"%s\",\"password\":\"otters are wrong\"}";
            compare(server, "/api/auth/login", body, 401);
        }
    }

    @Test
    void a_forgotten_password_takes_as_long_for_somebody_as_for_nobody() {
        try (AccountServer server = AccountServer.withUsualHashes(folder)) {
            server.register("mia@example.org");
            compare(server, "/api/auth/forgot", "{\"email\":\"%s\"}", 200);
        }
    }

    /** In turn, so that whatever else the machine does falls on both alike. */
    private void compare(AccountServer server, String path, String body, int status) {
        TestClient client = server.client();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            known.add(nanos(client, path, body.formatted("mia@example.org"), status));
            unknown.add(nanos(client, path, body.formatted("eve@example.org"), status));
        }
        double ratio = (double) median(known) / median(unknown);
        assertThat(ratio).isBetween(1 - TOLERANCE, 1 + TOLERANCE);
    }

    private long nanos(TestClient client, String path, String body, int status) {
        addresses++;
        TestClient somewhere =
                client.with("X-Forwarded-For", "198.51." + addresses / 250 + "." + (1 + addresses % 250));
        long start = System.nanoTime();
        assertThat(somewhere.post(path, body).status()).isEqualTo(status);
        return System.nanoTime() - start;
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }
}
