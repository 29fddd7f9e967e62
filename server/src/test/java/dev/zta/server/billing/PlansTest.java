package dev.zta.server.billing;

import static dev.zta.server.billing.HostedServer.bodiless;
import static dev.zta.server.billing.HostedServer.log;
import static dev.zta.server.billing.HostedServer.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: auth, "Register", "GET /api/user/status", "GET /api/usage"; billing, "Semantics". */
class PlansTest {
    private static final String SUBSCRIPTION = "403 Subscription required. Upgrade to continue.";

    @TempDir
    Path folder;

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }

    @Test
    void a_paid_plan_is_tried_for_14_days() {
        try (HostedServer hosted = new HostedServer(folder)) {
            JsonNode user = hosted.register("mia@example.org", "pro").json().path("user");
            assertThat(user.path("plan").asString()).isEqualTo("free");
            assertThat(user.path("trialEndsAt").asString()).isEqualTo("2026-03-16T12:00:00.000Z");
            TestClient mia = hosted.again("mia@example.org");
            JsonNode status = mia.get("/api/user/status").json();
            assertThat(standing(mia)).isEqualTo("trial free true");
            assertThat(status.path("trialPlan").asString()).isEqualTo("pro");
            assertThat(status.path("daysLeft").asInt()).isEqualTo(14);
            JsonNode usage = mia.get("/api/usage").json();
            assertThat(usage.path("plan").asString()).isEqualTo("free");
            assertThat(usage.path("sites").path("limit").asInt()).isEqualTo(10);
            JsonNode export = mia.get("/api/user/export").json().path("user");
            assertThat(export.path("trialEndsAt").asString()).isEqualTo("2026-03-16T12:00:00.000Z");
            hosted.pass(Duration.ofDays(15));
            TestClient later = hosted.again("mia@example.org");
            assertThat(standing(later)).isEqualTo("expired free false");
            assertThat(later.get("/api/user/status").json().path("daysLeft").asInt())
                    .isEqualTo(-1);
        }
    }

    @Test
    void the_free_plan_is_no_trial_and_never_ends() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient lin = hosted.user("lin@example.org", "free");
            assertThat(standing(lin)).isEqualTo("active free true");
            assertThat(lin.get("/api/user/status").json().path("trialEndsAt").isNull())
                    .isTrue();
            hosted.pass(Duration.ofDays(1000));
            assertThat(standing(hosted.again("lin@example.org"))).isEqualTo("active free true");
            assertThat(answer(hosted.register("eve@example.org", "gold"))).isEqualTo("400 Invalid plan");
        }
    }

    @Test
    void an_address_has_one_trial_also_when_its_account_was_deleted() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "pro");
            Reply deleted =
                    mia.post("/api/user/delete", HostedServer.deletion("mia@example.org", HostedServer.PASSWORD));
            assertThat(deleted.status()).isEqualTo(200);
            TestClient again = hosted.user("mia@example.org", "business");
            assertThat(standing(again)).isEqualTo("active free true");
            assertThat(hosted.stripe().requests()).isEmpty();
        }
    }

    @Test
    void without_access_one_looks_after_the_account_and_everything_else_is_refused() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "pro");
            String site = hosted.server().site(mia, "otters.example.org");
            TestClient key = hosted.server().key(mia, "admin", Optional.empty());
            hosted.pass(Duration.ofDays(14));
            TestClient later = hosted.again("mia@example.org");
            for (String path : new String[] {
                "/api/user/status", "/api/usage", "/api/user/profile", "/api/user/sessions", "/api/user/export"
            }) {
                assertThat(later.get(path).status()).as(path).isEqualTo(200);
                assertThat(key.get(path).status()).as(path).isEqualTo(200);
            }
            assertThat(bodiless(later, "/api/auth/refresh").status()).isEqualTo(200);
            assertThat(bodiless(later, "/api/stripe/checkout").status()).isEqualTo(200);
            for (String path : new String[] {
                "/api/sites",
                "/api/sites/" + site,
                "/api/api-keys",
                "/api/api-keys?siteId=" + site,
                "/api/activity-log",
                "/api/activity-log?siteId=" + site,
                "/api/teams",
                "/api/teams?siteId=" + site
            }) {
                assertThat(answer(later.get(path))).as(path).isEqualTo(SUBSCRIPTION);
                assertThat(answer(key.get(path))).as(path).isEqualTo(SUBSCRIPTION);
            }
            assertThat(answer(later.post("/api/sites", "{\"domain\":\"new.example.org\"}")))
                    .isEqualTo(SUBSCRIPTION);
            assertThat(answer(later.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"read\"}")))
                    .isEqualTo(SUBSCRIPTION);
            String named = "{\"name\":\"k\",\"scope\":\"read\",\"siteId\":\"" + site + "\"}";
            assertThat(answer(later.post("/api/api-keys", named))).isEqualTo(SUBSCRIPTION);
            assertThat(answer(later.delete("/api/api-keys?id=key_1&siteId=" + site)))
                    .isEqualTo(SUBSCRIPTION);
            Reply free = later.post("/api/billing/subscribe", "{\"plan\":\"free\"}");
            assertThat(free.text()).isEqualTo("{\"success\":true,\"plan\":\"free\",\"status\":\"active\"}");
            assertThat(standing(later)).isEqualTo("active free true");
            assertThat(later.get("/api/sites/" + site).status()).isEqualTo(200);
            assertThat(log(later, "billing")).containsExactly("billing.updated free active");
            later.post("/api/billing/subscribe", "{\"plan\":\"free\"}");
            assertThat(log(later, "billing")).hasSize(1);
        }
    }

    @Test
    void on_a_site_its_owner_s_account_counts() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "pro");
            String site = hosted.server().site(mia, "otters.example.org");
            TestClient lin = hosted.user("lin@example.org", "free");
            String lins = hosted.server().site(lin, "lin.example.org");
            hosted.server().member(site, "lin@example.org", Role.ADMIN);
            hosted.server().member(lins, "mia@example.org", Role.VIEWER);
            hosted.pass(Duration.ofDays(14));
            lin = hosted.again("lin@example.org");
            mia = hosted.again("mia@example.org");
            assertThat(answer(lin.get("/api/sites/" + site))).isEqualTo(SUBSCRIPTION);
            assertThat(answer(lin.get("/api/teams?siteId=" + site))).isEqualTo(SUBSCRIPTION);
            assertThat(lin.get("/api/sites").status()).isEqualTo(200);
            assertThat(mia.get("/api/sites/" + lins).status()).isEqualTo(200);
            assertThat(mia.get("/api/teams?siteId=" + lins).status()).isEqualTo(200);
            assertThat(answer(mia.get("/api/teams"))).isEqualTo(SUBSCRIPTION);
        }
    }

    @Test
    void creating_above_the_limits_of_the_plan_is_refused_and_what_is_there_stays() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "pro");
            for (int i = 0; i < 4; i++) {
                hosted.server().site(mia, "s" + i + ".example.org");
                hosted.server().key(mia, "read", Optional.empty());
            }
            mia.post("/api/billing/subscribe", "{\"plan\":\"free\"}");
            assertThat(mia.get("/api/sites").json().path("sites")).hasSize(4);
            assertThat(mia.get("/api/api-keys").json().path("apiKeys")).hasSize(4);
            assertThat(answer(mia.post("/api/sites", "{\"domain\":\"more.example.org\"}")))
                    .isEqualTo("403 Site limit reached. Upgrade to create more sites.");
            assertThat(answer(hosted.server().newKey(mia, "read", Optional.empty())))
                    .isEqualTo("403 API key limit reached. Upgrade to create more keys.");
            String site = mia.get("/api/sites").json().at("/sites/0/id").asString();
            String invitation = "{\"siteId\":\"%s\",\"email\":\"li@example.net\",\"role\":\"viewer\"}".formatted(site);
            assertThat(answer(mia.post("/api/teams", invitation)))
                    .isEqualTo("403 Team member limit reached. Upgrade to add more members.");
        }
    }

    @Test
    void without_stripe_there_are_no_trials() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.DEFAULT_PLAN, "business"))) {
            Reply registered = server.client()
                    .post(
                            "/api/auth/register",
                            "{\"email\":\"mia@example.org\",\"password\":\"%s\",\"plan\":\"pro\"}"
                                    .formatted(HostedServer.PASSWORD));
            assertThat(registered.json().path("user").path("plan").asString()).isEqualTo("business");
            assertThat(registered.json().path("user").path("trialEndsAt").isNull())
                    .isTrue();
        }
    }
}
