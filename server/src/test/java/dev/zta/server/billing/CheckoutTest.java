package dev.zta.server.billing;

import static dev.zta.server.billing.HostedServer.bodiless;
import static dev.zta.server.billing.HostedServer.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: billing, "POST /api/stripe/checkout", "POST /api/stripe/portal", "POST /api/billing/subscribe". */
class CheckoutTest {
    private static final String CHECKOUT = "{\"url\":\"https://checkout.stripe.com/c/pay/cs_1\"}";
    private static final String PORTAL = "{\"url\":\"https://billing.stripe.com/p/session/1\"}";

    @TempDir
    Path folder;

    private Optional<HostedServer> opened = Optional.empty();

    private HostedServer hosted() {
        if (opened.isEmpty()) {
            opened = Optional.of(new HostedServer(folder));
        }
        return opened.get();
    }

    @AfterEach
    void stop() {
        opened.ifPresent(HostedServer::close);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }

    private FakeStripe.Asked lastAsked() {
        return hosted().stripe().requests().getLast();
    }

    @Test
    void a_purchase_begins_at_stripe_with_all_that_names_the_buyer() {
        TestClient mia = hosted().user("mia@example.org", "free");
        assertThat(bodiless(mia, "/api/stripe/checkout").text()).isEqualTo(CHECKOUT);
        String id = hosted().server().userId("mia@example.org");
        assertThat(lastAsked().what()).isEqualTo("POST /v1/checkout/sessions");
        assertThat(lastAsked().credential()).isEqualTo("Bearer sk_test_1");
        assertThat(lastAsked().fields())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("mode", "subscription"),
                        Map.entry("payment_method_types[0]", "card"),
                        Map.entry("line_items[0][price]", "price_pro"),
                        Map.entry("line_items[0][quantity]", "1"),
                        Map.entry("customer_email", "mia@example.org"),
                        Map.entry("metadata[userId]", id),
                        Map.entry("metadata[email]", "mia@example.org"),
                        Map.entry("metadata[priceId]", "price_pro"),
                        Map.entry("subscription_data[metadata][userId]", id),
                        Map.entry("success_url", "https://stats.example.net/dashboard/?success=true"),
                        Map.entry("cancel_url", "https://stats.example.net/dashboard/?canceled=true")));
    }

    @Test
    void what_is_bought_is_named_by_plan_and_interval_or_by_price() {
        TestClient mia = hosted().user("mia@example.org", "free");
        mia.post("/api/stripe/checkout", "{\"plan\":\"business\"}");
        assertThat(lastAsked().fields()).containsEntry("line_items[0][price]", "price_business");
        mia.post("/api/stripe/checkout", "{\"interval\":\"yearly\"}");
        assertThat(lastAsked().fields()).containsEntry("line_items[0][price]", "price_pro_year");
        mia.post("/api/stripe/checkout", "{\"priceId\":\"price_business\"}");
        assertThat(lastAsked().fields()).containsEntry("line_items[0][price]", "price_business");
    }

    @Test
    void the_same_purchase_within_five_minutes_has_the_same_idempotency_key() {
        TestClient mia = hosted().user("mia@example.org", "free");
        TestClient lin = hosted().user("lin@example.org", "free");
        String first = keyOf(mia, "pro");
        hosted().pass(Duration.ofSeconds(299));
        assertThat(keyOf(mia, "pro")).isEqualTo(first).hasSizeGreaterThan(30);
        assertThat(keyOf(mia, "business")).isNotEqualTo(first);
        assertThat(keyOf(lin, "pro")).isNotEqualTo(first);
        hosted().pass(Duration.ofSeconds(1));
        assertThat(keyOf(mia, "pro")).isNotEqualTo(first);
    }

    private String keyOf(TestClient client, String plan) {
        assertThat(client.post("/api/stripe/checkout", "{\"plan\":\"" + plan + "\"}")
                        .status())
                .isEqualTo(200);
        return lastAsked().key();
    }

    @Test
    void after_a_refusal_of_stripe_the_next_try_is_a_new_one() {
        TestClient mia = hosted().user("mia@example.org", "free");
        hosted().stripe().failWith(500);
        assertThat(answer(bodiless(mia, "/api/stripe/checkout"))).isEqualTo("502 Payment provider unavailable");
        String failed = lastAsked().key();
        hosted().stripe().failWith(200);
        hosted().pass(Duration.ofSeconds(1));
        assertThat(keyOf(mia, "pro")).isNotEqualTo(failed);
    }

    @Test
    void a_customer_is_known_to_stripe_by_its_id_and_gets_its_page() {
        TestClient mia = hosted().user("mia@example.org", "free");
        hosted().buy("mia@example.org", "price_pro");
        assertThat(bodiless(mia, "/api/stripe/portal").text()).isEqualTo(PORTAL);
        assertThat(lastAsked().what()).isEqualTo("POST /v1/billing_portal/sessions");
        assertThat(lastAsked().fields())
                .isEqualTo(Map.of("customer", "cus_mia", "return_url", "https://stats.example.net/dashboard/"));
        hosted().tell("customer.subscription.deleted", "{\"id\":\"sub_mia\",\"customer\":\"cus_mia\"}");
        assertThat(bodiless(mia, "/api/stripe/portal").text()).isEqualTo(PORTAL);
        assertThat(bodiless(mia, "/api/stripe/checkout").text()).isEqualTo(CHECKOUT);
        assertThat(lastAsked().fields()).containsEntry("customer", "cus_mia").doesNotContainKey("customer_email");
    }

    @Test
    void subscribing_goes_the_way_that_fits() {
        TestClient mia = hosted().user("mia@example.org", "pro");
        assertThat(mia.post("/api/billing/subscribe", "{\"plan\":\"pro\"}").text())
                .isEqualTo(CHECKOUT);
        hosted().buy("mia@example.org", "price_pro");
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(answer(mia.post("/api/billing/subscribe", "{\"plan\":\"pro\"}")))
                .isEqualTo("400 Already subscribed");
        assertThat(mia.post("/api/billing/subscribe", "{\"plan\":\"business\"}").text())
                .isEqualTo(PORTAL);
        assertThat(answer(mia.post("/api/billing/subscribe", "{\"plan\":\"free\"}")))
                .isEqualTo("400 Cancel your subscription first");
    }

    /** Contract: billing, "POST /api/billing/subscribe": plan and interval say what is bought. */
    @Test
    void subscribing_buys_the_plan_and_not_a_price() {
        TestClient mia = hosted().user("mia@example.org", "free");
        mia.post("/api/billing/subscribe", "{\"plan\":\"pro\",\"interval\":\"yearly\",\"priceId\":\"price_business\"}");
        assertThat(lastAsked().fields()).containsEntry("line_items[0][price]", "price_pro_year");
        assertThat(answer(mia.send(
                        "POST", "/api/billing/subscribe", TestClient.utf8("{\"priceId\":\"price_business\"}"))))
                .isEqualTo("400 Invalid plan");
    }

    @Test
    void an_account_is_deleted_only_once_its_subscription_is_canceled() {
        TestClient mia = hosted().user("mia@example.org", "free");
        hosted().buy("mia@example.org", "price_pro");
        String right = HostedServer.deletion("mia@example.org", HostedServer.PASSWORD);
        assertThat(answer(mia.post("/api/user/delete", HostedServer.deletion("mia@example.org", "wrong password"))))
                .isEqualTo("401 Invalid credentials");
        assertThat(hosted().stripe().requests()).isEmpty();
        hosted().stripe().failWith(500);
        assertThat(answer(mia.post("/api/user/delete", right)))
                .isEqualTo("502 Could not cancel the subscription. Nothing was deleted.");
        assertThat(standing(mia)).isEqualTo("active pro true");
        hosted().stripe().failWith(200);
        assertThat(mia.post("/api/user/delete", right).status()).isEqualTo(200);
        assertThat(lastAsked().what()).isEqualTo("DELETE /v1/subscriptions/sub_mia");
        assertThat(answer(mia.get("/api/user/status"))).isEqualTo("401 Invalid or expired token");
    }

    /** Paused is shown as canceled; Stripe may go on charging for it one day. */
    @Test
    void a_paused_subscription_is_canceled_too_before_an_account_is_deleted() {
        TestClient mia = hosted().user("mia@example.org", "free");
        hosted().buy("mia@example.org", "price_pro");
        hosted().tell(
                        "customer.subscription.updated",
                        HostedServer.subscription(
                                "mia", "paused", "price_pro", hosted().now().plus(Duration.ofDays(30))));
        String right = HostedServer.deletion("mia@example.org", HostedServer.PASSWORD);
        assertThat(mia.post("/api/user/delete", right).status()).isEqualTo(200);
        assertThat(lastAsked().what()).isEqualTo("DELETE /v1/subscriptions/sub_mia");
    }

    @Test
    void a_subscription_that_stripe_no_longer_knows_keeps_nobody() {
        TestClient mia = hosted().user("mia@example.org", "free");
        hosted().buy("mia@example.org", "price_pro");
        hosted().stripe().failWith(404);
        assertThat(mia.post("/api/user/delete", HostedServer.deletion("mia@example.org", HostedServer.PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_answer_of_stripe_without_an_address_is_none() {
        TestClient mia = hosted().user("mia@example.org", "free");
        for (String wrong : new String[] {"{}", "nonsense", "{\"url\":7}", "{\"url\":\"not an address\"}"}) {
            hosted().stripe().answerWith(wrong);
            assertThat(answer(bodiless(mia, "/api/stripe/checkout")))
                    .as(wrong)
                    .isEqualTo("502 Payment provider unavailable");
        }
    }
}
