package dev.zta.server.billing;

import static dev.zta.server.billing.HostedServer.log;
import static dev.zta.server.billing.HostedServer.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: billing, "Downgrade"; sites, "Downgrade"; activity-log, "Retention". */
class DowngradeTest {
    private static final String MIA = "mia@example.org";
    private static final String SUBJECT = "Your plan changed";

    @TempDir
    Path folder;

    /** Somebody with Business since 60 days, who has just gone to the free plan and was told so. */
    private static String lowered(HostedServer hosted) {
        TestClient mia = hosted.user(MIA, "free");
        hosted.buy(MIA, "price_business");
        String site = hosted.server().site(mia, "otters.example.org");
        mia.patch("/api/sites", "{\"id\":\"%s\",\"settings\":{\"dataRetention\":1825}}".formatted(site));
        awaitKept(hosted, "business");
        hosted.pass(Duration.ofDays(60));
        TestClient later = hosted.again(MIA);
        hosted.tell("customer.subscription.deleted", "{\"id\":\"sub_mia\",\"customer\":\"cus_mia\"}");
        assertThat(later.post("/api/billing/subscribe", "{\"plan\":\"free\"}").status())
                .isEqualTo(200);
        hosted.pass(Duration.ofHours(1));
        String mail = hosted.mail().await(MIA, SUBJECT, 1);
        assertThat(mail).contains("plan free", "2026-05-08", "2026-05-31");
        return site;
    }

    private static void awaitKept(HostedServer hosted, String plan) {
        hosted.pass(Duration.ofHours(1));
        String id = hosted.server().userId(MIA);
        Await.until(() -> hosted.server()
                .store()
                .downgrades()
                .of(id)
                .filter(kept ->
                        kept.kept().code().equals(plan) && kept.lowered().isEmpty())
                .isPresent());
    }

    private static List<String> purchases(TestClient client) {
        return client.get("/api/activity-log?period=365d&type=billing")
                .json()
                .path("activities")
                .valueStream()
                .map(entry -> entry.path("action").asString())
                .filter("billing.subscribed"::equals)
                .toList();
    }

    private static int retention(TestClient client, String site) {
        return client.get("/api/sites/" + site)
                .json()
                .at("/site/settings/dataRetention")
                .asInt();
    }

    @Test
    void the_log_is_kept_for_the_shorter_time_from_7_days_later_and_sites_data_from_30_days_later() {
        try (HostedServer hosted = new HostedServer(folder)) {
            String site = lowered(hosted);
            TestClient mia = hosted.again(MIA);
            assertThat(standing(mia)).isEqualTo("active free true");
            assertThat(purchases(mia)).hasSize(1);
            hosted.pass(Duration.ofDays(7));
            mia = hosted.again(MIA);
            assertThat(purchases(mia)).isEmpty();
            assertThat(retention(mia, site)).isEqualTo(1825);
            hosted.pass(Duration.ofDays(23));
            TestClient later = hosted.again(MIA);
            Await.until(() -> retention(later, site) == 90);
            assertThat(log(later, "settings")).hasSize(1);
            awaitKept(hosted, "free");
            assertThat(hosted.mail().to(MIA))
                    .filteredOn(mail -> mail.startsWith(SUBJECT))
                    .hasSize(1);
        }
    }

    /** Contract: activity-log, "Retention": the setting holds instead of the plan's time. */
    @Test
    void the_mail_names_no_cut_of_a_log_that_is_kept_for_a_time_of_the_installation_s() {
        try (HostedServer hosted = new HostedServer(folder, Map.of(Setting.ACTIVITY_LOG_DAYS, "400"))) {
            TestClient mia = hosted.user(MIA, "free");
            hosted.buy(MIA, "price_business");
            awaitKept(hosted, "business");
            hosted.tell("customer.subscription.deleted", "{\"id\":\"sub_mia\",\"customer\":\"cus_mia\"}");
            mia.post("/api/billing/subscribe", "{\"plan\":\"free\"}");
            hosted.pass(Duration.ofHours(1));
            assertThat(hosted.mail().await(MIA, SUBJECT, 1))
                    .contains("plan free", "2026-04-01")
                    .doesNotContain("activity", "2026-03-09");
            hosted.pass(Duration.ofDays(8));
            assertThat(purchases(hosted.again(MIA))).hasSize(1);
        }
    }

    @Test
    void who_goes_up_again_in_time_loses_nothing() {
        try (HostedServer hosted = new HostedServer(folder)) {
            String site = lowered(hosted);
            hosted.pass(Duration.ofDays(6));
            hosted.tell(
                    "checkout.session.completed",
                    hosted.session(MIA, "price_business").replace("sub_mia", "sub_2"));
            awaitKept(hosted, "business");
            hosted.pass(Duration.ofDays(40));
            TestClient mia = hosted.again(MIA);
            assertThat(purchases(mia)).as("both purchases").hasSize(2);
            assertThat(retention(mia, site)).isEqualTo(1825);
        }
    }

    @Test
    void above_the_new_limits_retention_is_refused_at_once() {
        try (HostedServer hosted = new HostedServer(folder)) {
            String site = lowered(hosted);
            TestClient mia = hosted.again(MIA);
            String longer = "{\"id\":\"%s\",\"settings\":{\"dataRetention\":1000}}".formatted(site);
            assertThat(mia.patch("/api/sites", longer).error())
                    .isEqualTo("Invalid data retention. Must be between 1 and 90 days");
            String renamed = "{\"id\":\"%s\",\"name\":\"Otters\"}".formatted(site);
            assertThat(mia.patch("/api/sites", renamed).status()).isEqualTo(200);
            assertThat(retention(mia, site)).isEqualTo(1825);
        }
    }
}
