package dev.zta.server.teams;

import static dev.zta.server.teams.TeamServer.email;
import static dev.zta.server.teams.TeamServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.auth.AuthenticatorApp;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: teams, where a mail provider is set up. */
class TeamMailTest {
    private static final String TRANSFER = "/api/teams/transfer";
    private static final String GOOD = "sea otters hold hands";

    @TempDir
    Path folder;

    private final MailServer mail = new MailServer();
    private Optional<TeamServer> opened = Optional.empty();

    @BeforeEach
    void start() {
        opened = Optional.of(new TeamServer(folder, Map.of(Setting.SMTP_URL, mail.url())));
    }

    @AfterEach
    void stop() {
        team().close();
        mail.close();
    }

    private TeamServer team() {
        return opened.orElseThrow();
    }

    /** Contract: teams, "POST /api/teams". */
    @Test
    void an_invitation_is_mailed_and_its_link_accepts_it() {
        Reply invited = team().user("mia")
                .post(
                        TeamServer.PATH,
                        "{\"siteId\":\"%s\",\"email\":\"%s\",\"role\":\"viewer\",\"message\":\"Have a <b>look</b>!\"}"
                                .formatted(team().site(), email("li")));
        assertThat(invited.json().at("/invitation/emailSent").asBoolean()).isTrue();
        String message = mail.awaitLast(email("li"), 1);
        assertThat(message)
                .startsWith("mia invites you to shop.example.org")
                .contains("mia's Team", "the role viewer", "Have a <b>look</b>!", "2026-03-09");
        team().user("li");
        assertThat(team().answer("li", MailServer.token(message), "accept").status())
                .isEqualTo(200);
        assertThat(mail.await(email("mia"), email("li") + " has joined", 1)).contains("shop.example.org");
    }

    /** Contract: teams, "Ownership transfer": both get a mail with a link of their own. */
    @Test
    void each_side_confirms_a_transfer_with_the_link_of_its_own_mail() {
        team().join("li", "member");
        assertThat(begin("").status()).isEqualTo(202);
        String owners = MailServer.token(mail.await(email("mia"), "Confirm the transfer", 1));
        String newOwners = MailServer.token(mail.await(email("li"), "Confirm the transfer", 1));
        assertThat(text(confirm("li", owners))).isEqualTo("404 Transfer not found");
        assertThat(text(team().user("li").post(TRANSFER + "/confirm", "{\"siteId\":\"" + team().site() + "\"}")))
                .isEqualTo("400 Token required");
        assertThat(confirm("mia", owners).json().at("/transfer/status").asString())
                .isEqualTo("pending");
        assertThat(confirm("li", newOwners).json().at("/transfer/status").asString())
                .isEqualTo("completed");
        assertThat(text(team().user("mia").delete("/api/sites?id=" + team().site())))
                .isEqualTo("403 Only the site owner can delete this site");
    }

    /** Contract: teams, "Ownership transfer": {@code code} if the second factor is on. */
    @Test
    void with_the_second_factor_on_a_transfer_needs_a_code() {
        team().join("li", "member");
        String secret =
                AuthenticatorApp.turnOn(team().user("mia"), team().server().clock());
        team().server().clock().advance(Duration.ofSeconds(30));
        assertThat(text(begin(""))).isEqualTo("401 Invalid verification code");
        String code = AuthenticatorApp.code(secret, team().server().clock().instant());
        assertThat(begin(",\"code\":\"" + code + "\"").status()).isEqualTo(202);
    }

    private Reply begin(String more) {
        return team().user("mia")
                .post(
                        TRANSFER,
                        "{\"siteId\":\"%s\",\"userId\":\"%s\",\"password\":\"%s\"%s}"
                                .formatted(team().site(), team().id("li"), GOOD, more));
    }

    private Reply confirm(String by, String token) {
        return team().user(by).post(TRANSFER + "/confirm", "{\"token\":\"" + token + "\"}");
    }
}
