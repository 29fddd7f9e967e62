package dev.zta.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: billing, "Self-hosted without Stripe". */
class BillingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/stripe/checkout", "/api/stripe/portal", "/api/billing/subscribe", "/api/stripe/webhook"})
    void nothing_can_be_bought_without_stripe(String path) {
        try (AccountServer server = AccountServer.in(folder)) {
            Reply reply = server.user("mia@example.org").post(path, "{}");
            assertThat(reply.status()).isEqualTo(501);
            assertThat(reply.text())
                    .isEqualTo("{\"error\":\"Billing is not configured\",\"code\":\"billing_not_configured\"}");
        }
    }

    @Test
    void other_methods_are_refused() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient user = server.user("mia@example.org");
            assertThat(user.get("/api/stripe/checkout").error()).isEqualTo("Method not allowed");
        }
    }
}
