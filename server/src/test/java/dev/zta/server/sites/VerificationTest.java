package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.FakeNameServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: sites, "POST /api/sites/{id}/verify". */
class VerificationTest {
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    @Test
    void a_record_proves_the_domain_once_and_for_all() {
        try (FakeNameServer dns = new FakeNameServer();
                AccountServer server = AccountServer.with(folder, Map.of(Setting.DNS, dns.address()))) {
            TestClient owner = server.user("mia@example.org");
            String path = "/api/sites/" + server.site(owner, "shop.example.org") + "/verify";
            Reply shown = owner.get(path);
            String value = shown.json().at("/verification/value").asString();
            assertThat(value).matches("zta-verify=[0-9a-f]{12}");
            assertThat(shown.text())
                    .isEqualTo("{\"verification\":{\"type\":\"TXT\",\"name\":\"_zta-verify\",\"value\":\"" + value
                            + "\",\"host\":\"_zta-verify.shop.example.org\",\"verified\":false,\"verifiedAt\":null}}");
            assertThat(text(owner.send("POST", path, NOTHING))).isEqualTo("400 Verification record not found");
            dns.answer(value + "0");
            assertThat(text(owner.send("POST", path, NOTHING))).isEqualTo("400 Verification record not found");
            dns.answer(value.substring(0, 5), value.substring(5));
            server.clock().advance(Duration.ofMinutes(1));
            assertThat(owner.send("POST", path, NOTHING)
                            .json()
                            .at("/verification/verifiedAt")
                            .asString())
                    .isEqualTo("2026-03-02T12:01:00.000Z");
            dns.answer();
            assertThat(owner.send("POST", path, NOTHING)
                            .json()
                            .at("/verification/verified")
                            .asBoolean())
                    .isTrue();
            assertThat(owner.get("/api/sites").json().at("/sites/0/verified").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void ten_attempts_an_hour_are_made_for_a_site() {
        try (FakeNameServer dns = new FakeNameServer();
                AccountServer server = AccountServer.with(folder, Map.of(Setting.DNS, dns.address()))) {
            TestClient owner = server.user("mia@example.org");
            String path = "/api/sites/" + server.site(owner, "shop.example.org") + "/verify";
            for (int i = 0; i < 10; i++) {
                assertThat(owner.send("POST", path, NOTHING).status()).isEqualTo(400);
            }
            assertThat(text(owner.send("POST", path, NOTHING)))
                    .isEqualTo("429 Rate limit exceeded. Try again in 3600 seconds.");
        }
    }

    @Test
    void a_resolver_that_does_not_answer_is_told() {
        try (FakeNameServer dns = new FakeNameServer();
                AccountServer server = AccountServer.with(folder, Map.of(Setting.DNS, dns.address()))) {
            dns.fallSilent();
            TestClient owner = server.user("mia@example.org");
            String path = "/api/sites/" + server.site(owner, "shop.example.org") + "/verify";
            assertThat(text(owner.send("POST", path, NOTHING))).isEqualTo("503 DNS lookup failed. Try again later.");
        }
    }

    private static String text(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
