package dev.zta.server.billing;

import static dev.zta.server.billing.HostedServer.bodiless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors in billing.md, said to the caller who is to hear it; and what makes a signature good. */
class BillingTextsTest {
    /** Caller, method, path, body, answer. */
    private static final String TABLE = """
            nobody     | POST | /api/stripe/checkout   |                           | 401 Invalid or expired token
            read       | POST | /api/stripe/checkout   |                           | 403 Insufficient permissions. This key has read-only access.
            limited    | POST | /api/stripe/checkout   |                           | 403 This API key is limited to one site
            free       | GET  | /api/stripe/checkout   |                           | 405 Method not allowed
            free       | POST | /api/stripe/checkout   | []                        | 400 Invalid JSON
            free       | POST | /api/stripe/checkout   | {"plan":"free"}           | 400 Invalid plan
            free       | POST | /api/stripe/checkout   | {"plan":"gold"}           | 400 Invalid plan
            free       | POST | /api/stripe/checkout   | {"plan":7}                | 400 Invalid plan
            free       | POST | /api/stripe/checkout   | {"plan":"enterprise"}     | 400 Invalid plan
            free       | POST | /api/stripe/checkout   | {"interval":"daily"}      | 400 Invalid plan
            free       | POST | /api/stripe/checkout   | {"priceId":"price_other"} | 400 Invalid plan
            subscribed | POST | /api/stripe/checkout   |                           | 400 Already subscribed
            past_due   | POST | /api/stripe/checkout   |                           | 400 Already subscribed
            free       | POST | /api/stripe/portal     |                           | 400 No active subscription
            nobody     | POST | /api/stripe/portal     |                           | 401 Invalid or expired token
            free       | GET  | /api/stripe/portal     |                           | 405 Method not allowed
            free       | POST | /api/billing/subscribe | {}                        | 400 Invalid plan
            free       | POST | /api/billing/subscribe | {"plan":"gold"}           | 400 Invalid plan
            subscribed | POST | /api/billing/subscribe | {"plan":"pro"}            | 400 Already subscribed
            subscribed | POST | /api/billing/subscribe | {"plan":"free"}           | 400 Cancel your subscription first
            past_due   | POST | /api/billing/subscribe | {"plan":"free"}           | 400 Cancel your subscription first
            nobody     | POST | /api/stripe/webhook    | {}                        | 400 Invalid signature
            nobody     | GET  | /api/stripe/webhook    |                           | 405 Method not allowed
            """;

    private static final String FAILING = """
            free       | POST | /api/stripe/checkout   |                           | 502 Payment provider unavailable
            free       | POST | /api/billing/subscribe | {"plan":"pro"}            | 502 Payment provider unavailable
            subscribed | POST | /api/stripe/portal     |                           | 502 Payment provider unavailable
            """;

    @TempDir
    Path folder;

    @Test
    void every_text_is_the_contract_s() {
        try (HostedServer hosted = new HostedServer(folder)) {
            Map<String, TestClient> callers = callers(hosted);
            TABLE.lines().forEach(line -> walk(line, callers));
            hosted.stripe().failWith(503);
            FAILING.lines().forEach(line -> walk(line, callers));
        }
    }

    private static Map<String, TestClient> callers(HostedServer hosted) {
        Map<String, TestClient> callers = new HashMap<>();
        TestClient free = hosted.user("free@example.org", "free");
        String site = hosted.server().site(free, "free.example.org");
        callers.put("nobody", hosted.server().client());
        callers.put("free", free);
        callers.put("read", hosted.server().key(free, "read", Optional.empty()));
        callers.put("limited", hosted.server().key(free, "admin", Optional.of(site)));
        callers.put("subscribed", hosted.user("mia@example.org", "free"));
        hosted.buy("mia@example.org", "price_pro");
        callers.put("past_due", hosted.user("lin@example.org", "free"));
        hosted.buy("lin@example.org", "price_pro");
        hosted.tell("invoice.payment_failed", "{\"customer\":\"cus_lin\",\"subscription\":\"sub_lin\"}");
        return callers;
    }

    private static void walk(String line, Map<String, TestClient> callers) {
        String[] cells = line.split("\\|", -1);
        Reply reply = Objects.requireNonNull(callers.get(cells[0].strip()))
                .send(cells[1].strip(), cells[2].strip(), TestClient.utf8(cells[3].strip()));
        assertThat(reply.status() + " " + reply.error()).as(line).isEqualTo(cells[4].strip());
    }

    @Test
    void stripe_that_can_not_be_reached_is_unavailable() throws Exception {
        Map<Setting, String> closed;
        try (FakeStripe gone = new FakeStripe()) {
            closed = gone.settings();
        }
        try (HostedServer hosted = new HostedServer(Files.createDirectory(folder.resolve("closed")), closed)) {
            TestClient mia = hosted.user("mia@example.org", "free");
            assertThat(bodiless(mia, "/api/stripe/checkout").error()).isEqualTo("Payment provider unavailable");
        }
    }

    @Test
    void a_signature_is_good_with_any_of_its_values_and_not_for_long() {
        try (HostedServer hosted = new HostedServer(folder)) {
            String event = FakeStripe.event("evt_1", "invoice.paid", hosted.now(), "{}");
            long now = hosted.now().getEpochSecond();
            String good = FakeStripe.signature(FakeStripe.SECRET, event, now);
            String wrong = FakeStripe.signature("whsec_other", event, now);
            String value = good.substring(good.indexOf("v1="));
            assertThat(sent(hosted, event, good)).isEqualTo("200 ");
            assertThat(sent(hosted, event, wrong + "," + value)).isEqualTo("200 ");
            assertThat(sent(hosted, event, "t=" + now + ", v0=abc, " + value)).isEqualTo("200 ");
            assertThat(sent(hosted, event, signedAt(event, now - 300))).isEqualTo("200 ");
            assertThat(sent(hosted, event, signedAt(event, now + 300))).isEqualTo("200 ");
            String refused = "400 Invalid signature";
            assertThat(sent(hosted, event, signedAt(event, now - 301))).isEqualTo(refused);
            assertThat(sent(hosted, event, signedAt(event, now + 301))).isEqualTo(refused);
            assertThat(sent(hosted, event, wrong)).isEqualTo(refused);
            assertThat(sent(hosted, event + " ", good)).isEqualTo(refused);
            assertThat(sent(hosted, event, "t=" + now)).isEqualTo(refused);
            assertThat(sent(hosted, event, value)).isEqualTo(refused);
            assertThat(sent(hosted, event, good.replace("t=" + now, "t=" + (now - 1))))
                    .isEqualTo(refused);
            assertThat(sent(hosted, event, good + ",t=" + now)).isEqualTo(refused);
            assertThat(sent(hosted, "nonsense", FakeStripe.signature(FakeStripe.SECRET, "nonsense", now)))
                    .isEqualTo(refused);
            assertThat(sent(hosted, "{}", FakeStripe.signature(FakeStripe.SECRET, "{}", now)))
                    .isEqualTo(refused);
        }
    }

    private static String signedAt(String event, long seconds) {
        return FakeStripe.signature(FakeStripe.SECRET, event, seconds);
    }

    private static String sent(HostedServer hosted, String body, String signature) {
        Reply reply = hosted.server()
                .client()
                .with("stripe-signature", signature)
                .send("POST", "/api/stripe/webhook", TestClient.utf8(body));
        return reply.status() + " " + reply.error();
    }

    @Test
    void a_body_has_up_to_a_megabyte_and_no_other_origin_reads_the_answer() {
        try (HostedServer hosted = new HostedServer(folder)) {
            Instant now = hosted.now();
            String large = FakeStripe.event("evt_1", "x", now, "{\"a\":\"" + "x".repeat(900_000) + "\"}");
            Reply reply = FakeStripe.tell(hosted.server().client(), large, now);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            String larger = FakeStripe.event("evt_2", "x", now, "{\"a\":\"" + "x".repeat(1_100_000) + "\"}");
            assertThat(FakeStripe.tell(hosted.server().client(), larger, now).error())
                    .isEqualTo("Payload too large");
        }
    }

    @Test
    void without_a_webhook_secret_nobody_is_believed() {
        try (HostedServer hosted = new HostedServer(folder, Map.of(Setting.STRIPE_WEBHOOK_SECRET, ""))) {
            assertThat(sent(hosted, "{}", "t=1,v1=" + "0".repeat(64))).isEqualTo("501 Billing is not configured");
        }
    }

    @Test
    void what_can_not_be_dealt_with_is_sent_again() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "free");
            String session = hosted.session("mia@example.org", "price_pro");
            String event = FakeStripe.event("evt_1", "checkout.session.completed", hosted.now(), session);
            hosted.server().store().close();
            Reply failed = FakeStripe.tell(hosted.server().client(), event, hosted.now());
            assertThat(failed.status() + " " + failed.error()).isEqualTo("500 Webhook handler failed");
            hosted.server().store().start();
            assertThat(FakeStripe.tell(hosted.server().client(), event, hosted.now())
                            .status())
                    .isEqualTo(200);
            assertThat(HostedServer.standing(mia)).isEqualTo("active pro true");
        }
    }
}
