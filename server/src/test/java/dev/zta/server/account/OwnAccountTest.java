package dev.zta.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.site.SiteId;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: auth, "Account". */
class OwnAccountTest {
    private static final String PASSWORD = "sea otters hold hands";
    private static final String GONE = "401 Invalid or expired token";

    @TempDir
    Path folder;

    private final MailServer mail = new MailServer();
    private @Nullable AccountServer opened;
    private TestClient mia;

    @BeforeEach
    void start() {
        opened = AccountServer.with(folder, Map.of(Setting.SMTP_URL, mail.url(), Setting.DEFAULT_PLAN, "pro"));
        mia = opened.user("mia@example.org");
    }

    @AfterEach
    void stop() {
        server().close();
        mail.close();
    }

    private AccountServer server() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    @Test
    void the_status_without_stripe_is_active_with_the_plan_of_the_installation() {
        Reply status = mia.get("/api/user/status");
        assertThat(status.text())
                .isEqualTo("{\"id\":\"" + server().userId("mia@example.org")
                        + "\",\"email\":\"mia@example.org\",\"plan\":\"pro\",\"status\":\"active\",\"canAccess\":true,"
                        + "\"trialEndsAt\":null,\"daysLeft\":null,\"subscription\":null,\"name\":null,"
                        + "\"trialPlan\":null,\"emailVerified\":false,\"twoFactorEnabled\":false}");
    }

    @Test
    void usage_counts_what_the_account_has_this_month() {
        String site = server().site(mia, "otters.example.org");
        server().user("lin@example.org");
        server().member(site, "lin@example.org", Role.VIEWER);
        server().key(mia, "read", Optional.empty());
        JsonNode usage = mia.get("/api/usage").json();
        assertThat(usage.path("period").path("start").asString()).isEqualTo("2026-03-01");
        assertThat(usage.path("period").path("end").asString()).isEqualTo("2026-03-31");
        assertThat(share(usage, "sites")).isEqualTo("1 of 10");
        assertThat(share(usage, "pageviews")).isEqualTo("0 of 100000");
        assertThat(share(usage, "teamMembers")).isEqualTo("2 of 5");
        assertThat(share(usage, "goals")).isEqualTo("0 of 50");
        assertThat(share(usage, "annotations")).isEqualTo("0 of 100");
        assertThat(share(usage, "apiKeys")).isEqualTo("1 of 10");
    }

    private static String share(JsonNode usage, String name) {
        return usage.path(name).path("used").asString() + " of "
                + usage.path(name).path("limit").asString();
    }

    @Test
    void a_profile_can_be_changed_field_by_field() {
        JsonNode before = mia.get("/api/user/profile").json().path("user");
        assertThat(before.path("teamName").asString()).isEqualTo("mia's Team");
        assertThat(before.path("notifications").path("newSession").asBoolean()).isTrue();
        JsonNode after = mia.patch(
                        "/api/user/profile",
                        "{\"name\":\" Mia \",\"teamName\":\"Otters\",\"notifications\":{\"newSession\":false}}")
                .json()
                .path("user");
        assertThat(after.path("name").asString()).isEqualTo("Mia");
        assertThat(after.path("teamName").asString()).isEqualTo("Otters");
        assertThat(after.path("notifications").path("newSession").asBoolean()).isFalse();
        assertThat(after.path("notifications").path("failedLogins").asBoolean()).isTrue();
        assertThat(mia.get("/api/user/status").json().path("name").asString()).isEqualTo("Mia");
    }

    @Test
    void a_profile_that_can_not_be_is_refused_by_field() {
        for (String body : new String[] {
            "{\"name\":\"" + "x".repeat(101) + "\"}", "{\"teamName\":\"  \"}", "{\"notifications\":{\"newSession\":1}}"
        }) {
            Reply refused = mia.send("PATCH", "/api/user/profile", TestClient.utf8(body));
            assertThat(answer(refused)).isEqualTo("400 Validation failed");
            assertThat(refused.json().path("fields").size()).isEqualTo(1);
        }
        assertThat(answer(mia.patch("/api/user/profile", "{\"email\":\"nonsense\"}")))
                .isEqualTo("400 Invalid email format");
    }

    /** Contract: auth, "Attempt limits": verification mails 3 per minute; here they go to addresses of others. */
    @Test
    void links_for_a_new_address_are_few() {
        String wanted = "{\"email\":\"somebody%d@example.org\",\"currentPassword\":\"" + PASSWORD + "\"}";
        for (int i = 1; i <= 3; i++) {
            assertThat(mia.patch("/api/user/profile", wanted.formatted(i)).status())
                    .isEqualTo(200);
        }
        assertThat(answer(mia.patch("/api/user/profile", wanted.formatted(4))))
                .isEqualTo("429 Rate limit exceeded. Try again in 60 seconds.");
        server().clock().advance(Duration.ofMinutes(1));
        assertThat(mia.patch("/api/user/profile", wanted.formatted(4)).status()).isEqualTo(200);
    }

    @Test
    void a_new_address_counts_once_its_link_was_opened_and_the_old_one_is_told() {
        String wanted = "{\"email\":\"Mia@New.example.org\",\"currentPassword\":\"%s\"}";
        assertThat(answer(mia.patch("/api/user/profile", "{\"email\":\"mia@new.example.org\"}")))
                .isEqualTo("401 Current password is incorrect");
        TestClient key = server().key(mia, "admin", Optional.empty());
        assertThat(answer(key.patch("/api/user/profile", wanted.formatted(PASSWORD))))
                .isEqualTo("403 This endpoint requires a login token");
        Reply asked = mia.patch("/api/user/profile", wanted.formatted(PASSWORD));
        assertThat(asked.json().path("user").path("email").asString()).isEqualTo("mia@example.org");
        String sent = mail.await("mia@new.example.org", "Confirm your new", 1);
        String token = MailServer.token(sent);
        assertThat(sent).contains("/verify-email/?token=" + token);
        assertThat(mail.await("mia@example.org", "Your e-mail address is about", 1))
                .contains("becomes mia@new.example.org");
        Reply opened = server().client().get("/api/auth/verify-email?token=" + token);
        assertThat(opened.text()).isEqualTo("{\"success\":true,\"message\":\"Email verified\"}");
        JsonNode profile = mia.get("/api/user/profile").json().path("user");
        assertThat(profile.path("email").asString()).isEqualTo("mia@new.example.org");
        assertThat(profile.path("emailVerified").asBoolean()).isTrue();
        assertThat(answer(server().client().get("/api/auth/verify-email?token=" + token)))
                .isEqualTo("400 Invalid or expired verification link");
    }

    @Test
    void a_new_address_that_somebody_else_has_or_that_came_too_late_does_not_count() {
        server().user("eve@example.org");
        mia.patch("/api/user/profile", "{\"email\":\"eve@example.org\",\"currentPassword\":\"" + PASSWORD + "\"}");
        String taken = MailServer.token(mail.await("eve@example.org", "Confirm your new", 1));
        assertThat(answer(server().client().get("/api/auth/verify-email?token=" + taken)))
                .isEqualTo("400 Invalid or expired verification link");
        mia.patch("/api/user/profile", "{\"email\":\"late@example.org\",\"currentPassword\":\"" + PASSWORD + "\"}");
        String late = MailServer.token(mail.await("late@example.org", "Confirm your new", 1));
        server().clock().advance(Duration.ofDays(1));
        assertThat(answer(server().client().get("/api/auth/verify-email?token=" + late)))
                .isEqualTo("400 Invalid or expired verification link");
    }

    @Test
    void an_export_has_what_the_contract_names_and_no_secret() {
        server().site(mia, "otters.example.org");
        Reply key = server().newKey(mia, "read", Optional.empty());
        Reply export = mia.get("/api/user/export");
        assertThat(export.header("Content-Disposition"))
                .contains("attachment; filename=\"zta-data-export-2026-03-02.json\"");
        JsonNode all = export.json();
        assertThat(all.path("user").path("plan").asString()).isEqualTo("pro");
        assertThat(all.path("sites").get(0).path("domain").asString()).isEqualTo("otters.example.org");
        assertThat(all.path("sessions").get(0).path("isActive").asBoolean()).isTrue();
        assertThat(all.path("apiKeys").get(0).path("permissions").asString()).isEqualTo("read");
        assertThat(all.path("analytics").path("siteCount").asInt()).isEqualTo(1);
        assertThat(all.path("activity").size()).isGreaterThan(2);
        assertThat(export.text()).doesNotContain(AccountServer.secretOf(key), "argon2", "***");
        for (int i = 0; i < 4; i++) {
            assertThat(mia.get("/api/user/export").status()).isEqualTo(200);
        }
        assertThat(answer(mia.get("/api/user/export")))
                .isEqualTo("429 Rate limit exceeded. Try again in 3600 seconds.");
    }

    private Reply delete(TestClient client, String email, String password) {
        return client.post(
                "/api/user/delete",
                "{\"confirmEmail\":\"%s\",\"confirmDelete\":\"DELETE_MY_ACCOUNT\",\"password\":\"%s\"}"
                        .formatted(email, password));
    }

    @Test
    void a_deleted_account_is_gone_with_everything_it_had() {
        String site = server().site(mia, "otters.example.org");
        TestClient lin = server().user("lin@example.org");
        String other = server().site(lin, "seals.example.org");
        server().member(site, "lin@example.org", Role.VIEWER);
        server().member(other, "mia@example.org", Role.ADMIN);
        TestClient key = server().key(mia, "admin", Optional.empty());
        TestClient linsKey = server().key(lin, "read", Optional.of(site));
        String id = server().userId("mia@example.org");
        server().clock().advance(Duration.ofMinutes(1));

        Reply deleted = delete(mia, " Mia@example.org", PASSWORD);
        assertThat(deleted.text())
                .isEqualTo("{\"success\":true,"
                        + "\"message\":\"Your account and all associated data have been permanently deleted.\","
                        + "\"deletedAt\":\"2026-03-02T12:01:00.000Z\","
                        + "\"summary\":{\"sitesDeleted\":1,\"sessionsRevoked\":1,\"apiKeysDeleted\":1},"
                        + "\"gdprArticle\":17,"
                        + "\"note\":\"This action is irreversible. You may create a new account at any time.\"}");
        assertThat(answer(mia.get("/api/user/status"))).isEqualTo(GONE);
        assertThat(answer(key.get("/api/user/status"))).isEqualTo("401 Invalid API key");
        assertThat(answer(linsKey.get("/api/sites"))).isEqualTo("401 Invalid API key");
        assertThat(server().store().user(id)).isEmpty();
        assertThat(server().store().find(new SiteId(site))).isEmpty();
        assertThat(server().store().siteChanges().unpurged())
                .extracting(removed -> removed.id().value())
                .containsExactly(site);
        assertThat(server().store().membersOf(new SiteId(other))).isEmpty();
        assertThat(mail.await("lin@example.org", "otters.example.org is no longer counted", 1))
                .contains("has deleted the account");
        assertThat(mail.await("mia@example.org", "Your account was deleted", 1)).contains("is gone");
        assertThat(server().user("mia@example.org")
                        .get("/api/sites")
                        .json()
                        .path("sites")
                        .size())
                .isZero();
    }

    @Test
    void deleting_wants_to_be_confirmed() {
        assertThat(answer(mia.send("POST", "/api/user/delete", TestClient.utf8("{}"))))
                .isEqualTo("400 Please confirm deletion by providing confirmDelete: \"DELETE_MY_ACCOUNT\"");
        assertThat(answer(delete(mia, "eve@example.org", PASSWORD)))
                .isEqualTo("400 Email confirmation does not match your account email");
        assertThat(answer(delete(mia, "mia@example.org", "wrong"))).isEqualTo("401 Invalid credentials");
        assertThat(mia.get("/api/user/status").status()).isEqualTo(200);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
