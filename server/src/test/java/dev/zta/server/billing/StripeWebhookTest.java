package dev.zta.server.billing;

import static dev.zta.server.billing.HostedServer.bodiless;
import static dev.zta.server.billing.HostedServer.log;
import static dev.zta.server.billing.HostedServer.standing;
import static dev.zta.server.billing.HostedServer.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: billing, "POST /api/stripe/webhook". */
class StripeWebhookTest {
    private static final String UPDATED = "customer.subscription.updated";
    private static final String DELETED = "customer.subscription.deleted";

    @TempDir
    Path folder;

    private @Nullable HostedServer opened;
    private TestClient mia;

    @BeforeEach
    void start() {
        opened = new HostedServer(folder);
        mia = hosted().user("mia@example.org", "business");
    }

    @AfterEach
    void stop() {
        hosted().close();
    }

    private HostedServer hosted() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    private Instant in(int days) {
        return hosted().now().plus(Duration.ofDays(days));
    }

    private String shownSubscription() {
        return mia.get("/api/user/status").json().path("subscription").toString();
    }

    @Test
    void a_purchase_ends_the_trial_and_sets_the_plan_of_the_price() {
        hosted().buy("mia@example.org", "price_business");
        assertThat(standing(mia)).isEqualTo("active business true");
        assertThat(shownSubscription()).isEqualTo("{\"status\":\"active\",\"currentPeriodEnd\":null}");
        assertThat(mia.get("/api/user/status").json().path("trialEndsAt").isNull())
                .isTrue();
        assertThat(log(mia, "billing")).containsExactly("billing.subscribed business active");
        hosted().pass(Duration.ofDays(20));
        assertThat(standing(hosted().again("mia@example.org"))).isEqualTo("active business true");
        assertThat(hosted().stripe().requests()).isEmpty();
    }

    /** Stripe sends an event again when it is not sure that it arrived, also while the first one is being handled. */
    @Test
    void an_event_that_comes_several_times_at_once_counts_once() throws Exception {
        String event = FakeStripe.event(
                "evt_again",
                "checkout.session.completed",
                hosted().now(),
                hosted().session("mia@example.org", "price_business"));
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                replies.add(
                        senders.submit(() -> FakeStripe.tell(hosted().server().client(), event, hosted().now())));
            }
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().text()).isEqualTo("{\"received\":true}");
            }
        }
        assertThat(standing(mia)).isEqualTo("active business true");
        assertThat(log(mia, "billing")).containsExactly("billing.subscribed business active");
    }

    @Test
    void who_bought_is_known_by_our_id_first_and_by_the_address_else() {
        TestClient lin = hosted().user("lin@example.org", "free");
        String ours = "{\"customer\":\"cus_1\",\"subscription\":\"sub_1\",\"customer_email\":\"lin@example.org\","
                + "\"metadata\":{\"userId\":\"" + hosted().server().userId("mia@example.org") + "\"}}";
        hosted().tell("checkout.session.completed", ours);
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(standing(lin)).isEqualTo("active free true");
        String typed = "{\"customer\":\"cus_2\",\"subscription\":\"sub_2\",\"customer_email\":\"Lin@example.org\","
                + "\"metadata\":{\"userId\":\"user_gone\",\"email\":\"mia@example.org\"}}";
        hosted().tell("checkout.session.completed", typed);
        assertThat(standing(lin)).isEqualTo("active pro true");
        String noted =
                "{\"customer\":\"cus_3\",\"subscription\":\"sub_3\",\"metadata\":{\"email\":\"eve@example.org\"}}";
        TestClient eve = hosted().user("eve@example.org", "free");
        hosted().tell("checkout.session.completed", noted);
        assertThat(standing(eve)).isEqualTo("active pro true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active             | active   | active     | active pro true",
                "trialing           | active   | active     | active pro true",
                "past_due           | past_due | past_due   | past_due pro true",
                "unpaid             | past_due | past_due   | past_due pro true",
                "canceled           | canceled | canceled   | canceled pro true",
                "incomplete_expired | canceled | canceled   | canceled pro true",
                "paused             | canceled | canceled   | canceled pro true",
                "incomplete         | active   | incomplete | active business true",
                "unheard_of         | active   | active     | active business true",
            })
    void each_status_of_stripe_is_shown_as_one_of_four(String told, String status, String shown, String standing) {
        hosted().buy("mia@example.org", "price_business");
        String price = standing.contains("business") ? "price_business" : "price_pro";
        hosted().tell(UPDATED, subscription("mia", told, price, in(30)));
        assertThat(standing(mia)).isEqualTo(standing).startsWith(status);
        assertThat(shownSubscription()).contains("\"status\":\"" + shown + "\"");
    }

    @Test
    void a_change_tells_the_period_and_the_plan() {
        hosted().buy("mia@example.org", "price_business");
        hosted().tell(UPDATED, subscription("mia", "active", "price_pro_year", in(365)));
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(shownSubscription()).contains("2027-03-02T12:00:00.000Z");
        assertThat(log(mia, "billing")).contains("billing.updated pro active");
        String newForm = "{\"id\":\"sub_mia\",\"customer\":\"cus_mia\",\"status\":\"active\",\"items\":{\"data\":["
                + "{\"current_period_end\":" + in(10).getEpochSecond() + ",\"price\":{\"id\":\"price_business\"}}]}}";
        hosted().tell(UPDATED, newForm);
        assertThat(standing(mia)).isEqualTo("active business true");
        assertThat(shownSubscription()).contains("2026-03-12T12:00:00.000Z");
        hosted().tell(UPDATED, subscription("mia", "active", "price_of_nobody", in(20)));
        assertThat(standing(mia)).isEqualTo("active business true");
    }

    @Test
    void an_ended_subscription_lasts_until_what_is_paid() {
        hosted().buy("mia@example.org", "price_pro");
        hosted().tell(UPDATED, subscription("mia", "active", "price_pro", in(30)));
        hosted().pass(Duration.ofDays(1));
        hosted().tell(DELETED, subscription("mia", "canceled", "price_pro", in(29)));
        assertThat(standing(mia)).isEqualTo("canceled pro true");
        assertThat(log(mia, "billing")).contains("billing.canceled pro canceled");
        hosted().pass(Duration.ofDays(29));
        TestClient later = hosted().again("mia@example.org");
        assertThat(standing(later)).isEqualTo("canceled free false");
        hosted().tell(
                        "checkout.session.completed",
                        hosted().session("mia@example.org", "price_pro").replace("sub_mia", "sub_2"));
        assertThat(standing(later)).isEqualTo("active pro true");
        assertThat(later.post("/api/billing/subscribe", "{\"plan\":\"free\"}").error())
                .isEqualTo("Cancel your subscription first");
    }

    @Test
    void a_failed_payment_is_told_by_mail_and_leaves_14_days_after_the_period() {
        hosted().buy("mia@example.org", "price_pro");
        hosted().tell(UPDATED, subscription("mia", "active", "price_pro", in(30)));
        hosted().pass(Duration.ofDays(30));
        hosted().tell(
                        "invoice.payment_failed",
                        "{\"customer\":\"cus_mia\",\"subscription\":\"sub_mia\","
                                + "\"last_payment_error\":{\"message\":\"Your card was <declined>.\"}}");
        mia = hosted().again("mia@example.org");
        assertThat(standing(mia)).isEqualTo("past_due pro true");
        assertThat(log(mia, "billing")).contains("billing.payment_failed pro past_due");
        assertThat(hosted().mail().await("mia@example.org", "Your payment failed", 1))
                .contains("Your card was <declined>.", "2026-04-15");
        hosted().pass(Duration.ofDays(14));
        mia = hosted().again("mia@example.org");
        assertThat(standing(mia)).isEqualTo("past_due pro false");
        hosted().tell(
                        "invoice.paid",
                        "{\"customer\":\"cus_mia\",\"subscription\":\"sub_mia\",\"lines\":{\"data\":[{\"period\":{\"end\":"
                                + in(30).getEpochSecond() + "}}]}}");
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(shownSubscription()).contains("2026-05-15T12:00:00.000Z");
    }

    @Test
    void a_paused_subscription_that_goes_on_beats_the_free_plan_chosen_meanwhile() {
        hosted().buy("mia@example.org", "price_pro");
        hosted().tell(UPDATED, subscription("mia", "paused", "price_pro", in(0)));
        assertThat(standing(mia)).isEqualTo("canceled free false");
        mia.post("/api/billing/subscribe", "{\"plan\":\"free\"}");
        assertThat(standing(mia)).isEqualTo("active free true");
        hosted().pass(Duration.ofSeconds(1));
        hosted().tell(UPDATED, subscription("mia", "active", "price_pro", in(30)));
        assertThat(standing(mia)).isEqualTo("active pro true");
    }

    @Test
    void each_event_counts_once() {
        hosted().buy("mia@example.org", "price_pro");
        String event = FakeStripe.event(
                "evt_twice", UPDATED, hosted().now(), subscription("mia", "past_due", "price_pro", in(1)));
        for (int i = 0; i < 2; i++) {
            assertThat(FakeStripe.tell(hosted().server().client(), event, hosted().now())
                            .text())
                    .isEqualTo("{\"received\":true}");
            hosted().tell(UPDATED, subscription("mia", "active", "price_pro", in(1)));
        }
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(log(mia, "billing"))
                .filteredOn(line -> line.contains("past_due"))
                .hasSize(1);
    }

    @Test
    void an_older_event_changes_nothing_of_what_a_newer_one_said() {
        hosted().buy("mia@example.org", "price_pro");
        Instant older = hosted().now();
        hosted().pass(Duration.ofSeconds(10));
        hosted().tell(DELETED, subscription("mia", "canceled", "price_pro", in(30)));
        hosted().tell(UPDATED, older, subscription("mia", "active", "price_business", in(30)));
        hosted().tell(UPDATED, hosted().now(), subscription("mia", "active", "price_business", in(30)));
        hosted().tell("invoice.paid", older, "{\"customer\":\"cus_mia\",\"subscription\":\"sub_mia\"}");
        assertThat(standing(mia)).isEqualTo("canceled pro true");
    }

    @Test
    void news_of_an_older_subscription_do_not_touch_the_present_one() {
        hosted().buy("mia@example.org", "price_pro");
        String other = subscription("mia", "canceled", "price_business", in(1)).replace("sub_mia", "sub_old");
        hosted().tell(DELETED, other);
        hosted().tell(UPDATED, other);
        hosted().tell("invoice.payment_failed", "{\"customer\":\"cus_mia\",\"subscription\":\"sub_old\"}");
        assertThat(standing(mia)).isEqualTo("active pro true");
    }

    @Test
    void a_subscription_that_overtakes_its_purchase_is_known_by_what_we_put_into_it() {
        String mine = hosted().server().userId("mia@example.org");
        String early = subscription("mia", "incomplete", "price_pro", in(30))
                .replace("\"status\"", "\"metadata\":{\"userId\":\"" + mine + "\"},\"status\"");
        hosted().tell(UPDATED, early);
        assertThat(standing(mia)).isEqualTo("trial free true");
        assertThat(shownSubscription()).contains("incomplete");
        hosted().pass(Duration.ofSeconds(2));
        hosted().tell(UPDATED, subscription("mia", "active", "price_pro", in(30)));
        assertThat(standing(mia)).isEqualTo("active pro true");
        hosted().tell(
                        "checkout.session.completed",
                        hosted().now().minusSeconds(1),
                        hosted().session("mia@example.org", "price_pro"));
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(shownSubscription()).contains("2026-04-01T12:00:02.000Z");
        assertThat(log(mia, "billing")).contains("billing.subscribed pro active");
    }

    private String invoice(Instant paidUntil) {
        return "{\"customer\":\"cus_mia\",\"subscription\":\"sub_mia\",\"lines\":{\"data\":[{\"period\":{\"end\":"
                + paidUntil.getEpochSecond() + "}}]}}";
    }

    /** Stripe sends events in any order. */
    @Test
    void a_payment_that_overtakes_its_purchase_still_says_until_when_is_paid() {
        hosted().tell("invoice.paid", hosted().now().plusSeconds(1), invoice(in(30)));
        assertThat(standing(mia)).isEqualTo("trial free true");
        hosted().buy("mia@example.org", "price_business");
        assertThat(standing(mia)).isEqualTo("active business true");
        assertThat(shownSubscription())
                .isEqualTo("{\"status\":\"active\",\"currentPeriodEnd\":\"2026-04-01T12:00:00.000Z\"}");
        hosted().tell(UPDATED, subscription("mia", "incomplete", "price_pro", in(1)));
        assertThat(standing(mia)).as("older than the payment").isEqualTo("active business true");
    }

    @Test
    void a_payment_that_overtakes_all_other_news_of_its_subscription_makes_it_active() {
        String mine = hosted().server().userId("mia@example.org");
        hosted().tell("invoice.paid", hosted().now().plusSeconds(1), invoice(in(30)));
        hosted().tell("invoice.paid", invoice(in(1)));
        String early = subscription("mia", "incomplete", "price_pro", in(29))
                .replace("\"status\"", "\"metadata\":{\"userId\":\"" + mine + "\"},\"status\"");
        hosted().tell(UPDATED, early);
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(shownSubscription()).contains("2026-04-01T12:00:00.000Z");
    }

    @Test
    void the_payment_of_a_new_subscription_waits_beside_the_ended_one_of_the_same_customer() {
        hosted().buy("mia@example.org", "price_pro");
        hosted().tell(DELETED, subscription("mia", "canceled", "price_pro", in(1)));
        hosted().pass(Duration.ofDays(2));
        hosted().tell("invoice.paid", invoice(in(30)).replace("sub_mia", "sub_2"));
        mia = hosted().again("mia@example.org");
        assertThat(standing(mia)).isEqualTo("canceled free false");
        hosted().tell(
                        "checkout.session.completed",
                        hosted().session("mia@example.org", "price_pro").replace("sub_mia", "sub_2"));
        assertThat(standing(mia)).isEqualTo("active pro true");
        assertThat(shownSubscription()).contains("2026-04-03T12:00:00.000Z");
    }

    @Test
    void what_concerns_nobody_here_is_taken_and_forgotten() {
        for (String kind :
                new String[] {"invoice.paid", UPDATED, DELETED, "checkout.session.completed", "balance.available"}) {
            Reply reply = hosted().tell(kind, "{\"id\":\"x\",\"customer\":\"cus_nobody\",\"status\":\"active\"}");
            assertThat(reply.status()).as(kind).isEqualTo(200);
        }
        assertThat(standing(mia)).isEqualTo("trial free true");
    }

    @Test
    void the_operator_s_gift_beats_what_was_bought() {
        hosted().server()
                .store()
                .billings()
                .change(
                        hosted().server().userId("mia@example.org"),
                        billing -> billing.given(dev.zta.core.account.Plan.ENTERPRISE));
        assertThat(standing(mia)).isEqualTo("active enterprise true");
        assertThat(mia.get("/api/user/status").json().path("subscription").isNull())
                .isTrue();
        assertThat(bodiless(mia, "/api/stripe/checkout").error()).isEqualTo("Already subscribed");
    }
}
