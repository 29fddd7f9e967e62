package dev.zta.server.billing;

import static dev.zta.server.billing.HostedServer.bodiless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "Verifying the e-mail (hosted mode)"; teams, "New people". */
class EmailVerificationTest {
    private static final String SUBJECT = "Confirm your e-mail address";
    private static final String BAD_LINK = "400 Invalid or expired verification link";

    @TempDir
    Path folder;

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }

    private static Reply open(HostedServer hosted, String token) {
        return hosted.server().client().get("/api/auth/verify-email?token=" + token);
    }

    private static boolean isVerified(TestClient client) {
        boolean inStatus =
                client.get("/api/user/status").json().path("emailVerified").asBoolean();
        boolean inProfile = client.get("/api/user/profile")
                .json()
                .path("user")
                .path("emailVerified")
                .asBoolean();
        assertThat(inStatus).isEqualTo(inProfile);
        return inStatus;
    }

    @Test
    void the_link_of_the_mail_proves_the_address_once_and_for_a_day() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "free");
            String mail = hosted.mail().await("mia@example.org", SUBJECT, 1);
            String first = MailServer.token(mail);
            assertThat(mail).contains("/verify-email/?token=" + first).doesNotContain("/api/");
            assertThat(isVerified(mia)).isFalse();
            assertThat(answer(open(hosted, "nonsense"))).isEqualTo(BAD_LINK);
            hosted.pass(Duration.ofDays(1));
            assertThat(answer(open(hosted, first))).isEqualTo(BAD_LINK);
            Reply asked = bodiless(mia, "/api/auth/verify-email");
            assertThat(asked.text()).isEqualTo("{\"success\":true,\"message\":\"Verification email sent\"}");
            String second = MailServer.token(hosted.mail().await("mia@example.org", SUBJECT, 2));
            assertThat(open(hosted, second).text()).isEqualTo("{\"success\":true,\"message\":\"Email verified\"}");
            assertThat(isVerified(mia)).isTrue();
            assertThat(answer(open(hosted, second))).isEqualTo(BAD_LINK);
            assertThat(bodiless(mia, "/api/auth/verify-email")
                            .json()
                            .path("message")
                            .asString())
                    .isEqualTo("Email already verified");
        }
    }

    @Test
    void a_new_mail_voids_the_older_link_and_there_are_three_a_minute() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "free");
            String first = MailServer.token(hosted.mail().await("mia@example.org", SUBJECT, 1));
            for (int i = 0; i < 3; i++) {
                assertThat(bodiless(mia, "/api/auth/verify-email").status()).isEqualTo(200);
            }
            Reply fourth = bodiless(mia, "/api/auth/verify-email");
            assertThat(answer(fourth)).isEqualTo("429 Rate limit exceeded. Try again in 60 seconds.");
            assertThat(fourth.header("Retry-After")).contains("60");
            assertThat(answer(open(hosted, first))).isEqualTo(BAD_LINK);
        }
    }

    @Test
    void a_link_to_an_address_that_the_account_no_longer_has_proves_nothing() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "free");
            String old = MailServer.token(hosted.mail().await("mia@example.org", SUBJECT, 1));
            mia.patch(
                    "/api/user/profile",
                    "{\"email\":\"new@example.org\",\"currentPassword\":\"%s\"}".formatted(HostedServer.PASSWORD));
            String change = MailServer.token(hosted.mail().awaitLast("new@example.org", 1));
            assertThat(open(hosted, change).status()).isEqualTo(200);
            assertThat(answer(open(hosted, old))).isEqualTo(BAD_LINK);
            assertThat(isVerified(mia)).isTrue();
        }
    }

    @Test
    void nobody_gets_an_invitation_of_somebody_whose_address_is_not_proven() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "pro");
            String site = hosted.server().site(mia, "otters.example.org");
            String invitation = "{\"siteId\":\"%s\",\"email\":\"li@example.net\",\"role\":\"viewer\"}".formatted(site);
            Reply unproven = mia.post("/api/teams", invitation);
            assertThat(unproven.json().at("/invitation/emailSent").asBoolean()).isFalse();
            open(hosted, MailServer.token(hosted.mail().await("mia@example.org", SUBJECT, 1)));
            assertThat(hosted.mail().to("li@example.net")).isEmpty();
            Reply proven = mia.post("/api/teams", invitation);
            assertThat(proven.json().at("/invitation/emailSent").asBoolean()).isTrue();
            String token = MailServer.token(hosted.mail().awaitLast("li@example.net", 1));
            TestClient li = hosted.user("li@example.net", "free");
            assertThat(isVerified(li)).isFalse();
            assertThat(li.post("/api/invite", "{\"token\":\"" + token + "\"}").status())
                    .isEqualTo(200);
            assertThat(isVerified(li))
                    .as("who has the mailed token reads the mail")
                    .isTrue();
        }
    }

    @Test
    void a_token_that_was_only_shown_proves_nothing() {
        try (HostedServer hosted = new HostedServer(folder)) {
            TestClient mia = hosted.user("mia@example.org", "pro");
            String site = hosted.server().site(mia, "otters.example.org");
            Reply invited = mia.post(
                    "/api/teams",
                    "{\"siteId\":\"%s\",\"email\":\"li@example.net\",\"role\":\"viewer\"}".formatted(site));
            String token =
                    MailServer.token(invited.json().at("/invitation/inviteUrl").asString());
            TestClient li = hosted.user("li@example.net", "free");
            assertThat(li.post("/api/invite", "{\"token\":\"" + token + "\"}").status())
                    .isEqualTo(200);
            assertThat(isVerified(li)).isFalse();
        }
    }

    @Test
    void an_installation_of_one_s_own_asks_nobody() {
        try (MailServer mail = new MailServer();
                AccountServer server = AccountServer.with(folder, Map.of(Setting.SMTP_URL, mail.url()))) {
            TestClient mia = server.user("mia@example.org");
            assertThat(bodiless(mia, "/api/auth/verify-email").status()).isEqualTo(200);
            mail.await("mia@example.org", SUBJECT, 1);
            assertThat(mail.to("mia@example.org")).hasSize(1);
        }
    }
}
