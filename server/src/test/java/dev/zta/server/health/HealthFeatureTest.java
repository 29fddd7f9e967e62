package dev.zta.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Contract: cli, "Health". */
class HealthFeatureTest {
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicBoolean isBroken = new AtomicBoolean();

    private HealthFeature feature() {
        return new HealthFeature(
                "1.2.3",
                List.of(
                        new HealthCheck("journal", attempts::incrementAndGet),
                        new HealthCheck("events", this::failWhenBroken),
                        new HealthCheck("accounts", () -> {}),
                        new HealthCheck("disk", () -> {})),
                () -> 7);
    }

    private void failWhenBroken() {
        if (isBroken.get()) {
            throw new IllegalStateException("secret detail");
        }
    }

    @Test
    void all_is_well() {
        try (FeatureServer server = FeatureServer.of(feature())) {
            Reply reply = server.client().get("/api/health");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text())
                    .isEqualTo(
                            "{\"status\":\"ok\",\"version\":\"1.2.3\",\"checks\":{\"journal\":\"ok\",\"events\":\"ok\","
                                    + "\"accounts\":\"ok\",\"disk\":\"ok\"},\"journalLag\":7}");
        }
    }

    @Test
    void a_failing_check_is_named_and_nothing_else_told() {
        isBroken.set(true);
        try (FeatureServer server = FeatureServer.of(feature())) {
            Reply reply = server.client().get("/api/health");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().path("status").asString()).isEqualTo("failed");
            assertThat(reply.json().path("checks").path("events").asString()).isEqualTo("failed");
            assertThat(reply.json().path("checks").path("journal").asString()).isEqualTo("ok");
            assertThat(reply.text()).doesNotContain("secret");
        }
    }

    @Test
    void a_remark_stands_in_the_place_of_ok_and_is_no_failure() {
        HealthFeature remarking = new HealthFeature(
                "1.2.3",
                List.of(
                        new HealthCheck("journal", () -> {}, () -> Optional.of("damaged")),
                        new HealthCheck("events", () -> {}),
                        new HealthCheck("accounts", () -> {}),
                        new HealthCheck("disk", () -> {})),
                () -> 0);
        try (FeatureServer server = FeatureServer.of(remarking)) {
            Reply reply = server.client().get("/api/health");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("status").asString()).isEqualTo("ok");
            assertThat(reply.json().path("checks").path("journal").asString()).isEqualTo("damaged");
        }
    }

    @Test
    void asking_often_is_no_load() {
        try (FeatureServer server = FeatureServer.of(feature())) {
            for (int i = 0; i < 20; i++) {
                server.client().get("/api/health");
            }
            assertThat(attempts).hasValue(1);

            isBroken.set(true);
            assertThat(server.client().get("/api/health").status()).isEqualTo(200);
            server.clock().advance(Duration.ofSeconds(1));
            assertThat(server.client().get("/api/health").status()).isEqualTo(503);
            assertThat(attempts).hasValue(2);
        }
    }
}
