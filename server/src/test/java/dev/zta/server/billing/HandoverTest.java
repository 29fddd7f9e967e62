package dev.zta.server.billing;

import static dev.zta.server.billing.HostedServer.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contract: teams, "Ownership transfer": "the new owner's plan limits apply"; sites, "Downgrade": "a shorter retention maximum takes
 * effect 30 days after".
 */
class HandoverTest {
    private static final String MIA = "mia@example.org";
    private static final String LI = "li@example.org";
    private static final String CONFIRM = "Confirm the transfer of Otters";
    private static final String SUBJECT = "Otters is yours";

    @TempDir
    Path folder;

    /** A site of somebody with Business, handed over to somebody with the free plan. */
    private static String handedOver(HostedServer hosted) {
        TestClient mia = hosted.user(MIA, "free");
        TestClient li = hosted.user(LI, "free");
        hosted.buy(MIA, "price_business");
        String site = hosted.server().site(mia, "otters.example.org");
        mia.patch(
                "/api/sites",
                "{\"id\":\"%s\",\"name\":\"Otters\",\"settings\":{\"dataRetention\":1825}}".formatted(site));
        hosted.server().member(site, LI, Role.ADMIN);
        mia.post(
                "/api/teams/transfer",
                "{\"siteId\":\"%s\",\"userId\":\"%s\",\"password\":\"%s\"}"
                        .formatted(site, hosted.server().userId(LI), HostedServer.PASSWORD));
        confirm(hosted, mia, MIA);
        confirm(hosted, li, LI);
        assertThat(retention(li, site)).isEqualTo(1825);
        assertThat(hosted.mail().await(LI, SUBJECT, 1)).contains("plan free", "90 days", "2026-04-01");
        return site;
    }

    private static void confirm(HostedServer hosted, TestClient client, String email) {
        String token = MailServer.token(hosted.mail().await(email, CONFIRM, 1));
        assertThat(client.post("/api/teams/transfer/confirm", "{\"token\":\"" + token + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static int retention(TestClient client, String site) {
        return client.get("/api/sites/" + site)
                .json()
                .at("/site/settings/dataRetention")
                .asInt();
    }

    private static void awaitDone(HostedServer hosted) {
        Await.until(() -> hosted.server()
                .store()
                .downgrades()
                .handovers()
                .by(hosted.now())
                .isEmpty());
    }

    @Test
    void a_site_keeps_less_30_days_after_it_came_to_an_owner_with_a_lesser_plan() {
        try (HostedServer hosted = new HostedServer(folder)) {
            String site = handedOver(hosted);
            hosted.pass(Duration.ofDays(30).minusHours(2));
            assertThat(retention(hosted.again(LI), site)).isEqualTo(1825);
            hosted.pass(Duration.ofHours(3));
            awaitDone(hosted);
            TestClient li = hosted.again(LI);
            assertThat(retention(li, site)).isEqualTo(90);
            assertThat(log(li, "settings")).hasSize(1);
        }
    }

    @Test
    void with_a_greater_plan_by_then_everything_stays() {
        try (HostedServer hosted = new HostedServer(folder)) {
            String site = handedOver(hosted);
            hosted.buy(LI, "price_business");
            hosted.pass(Duration.ofDays(31));
            awaitDone(hosted);
            assertThat(retention(hosted.again(LI), site)).isEqualTo(1825);
        }
    }
}
