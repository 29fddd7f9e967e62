package dev.zta.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.Profile;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "OAuth (GitHub, Google)", against a provider of the test. */
class OAuthTest {
    private static final Pattern STATE = Pattern.compile("[?&]state=([\\w-]+)");
    private static final String FAILED = "/login/?error=";

    @TempDir
    Path folder;

    private final FakeProvider provider = new FakeProvider();
    private @Nullable AccountServer opened;

    private AccountServer start(String registration) {
        Map<Setting, String> settings = new HashMap<>(Map.of(
                Setting.OAUTH_GITHUB_ID, "gh-client",
                Setting.OAUTH_GITHUB_SECRET, "gh-secret",
                Setting.OAUTH_GOOGLE_ID, "goog-client",
                Setting.OAUTH_GOOGLE_SECRET, "goog-secret",
                Setting.GITHUB_URL, provider.url(),
                Setting.GOOGLE_URL, provider.url(),
                Setting.REGISTRATION, registration));
        opened = AccountServer.with(folder, settings);
        return opened;
    }

    @AfterEach
    void stop() {
        if (opened != null) {
            opened.close();
        }
        provider.close();
    }

    private static String location(Reply reply) {
        assertThat(reply.status()).isEqualTo(302);
        return reply.header("Location").orElseThrow();
    }

    private static String state(String address) {
        Matcher matcher = STATE.matcher(address);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String begin(AccountServer server, String name) {
        return state(location(server.client().get("/api/auth/" + name)));
    }

    private static String comeBack(AccountServer server, String name, String state) {
        return location(server.client().get("/api/auth/callback/" + name + "?code=c0de&state=" + state));
    }

    private static String logIn(AccountServer server, String name) {
        return comeBack(server, name, begin(server, name));
    }

    private static TestClient client(AccountServer server, String location) {
        assertThat(location).startsWith("/dashboard/#auth_token=");
        return server.client().bearer(location.substring(location.indexOf('=') + 1));
    }

    private static void prove(AccountServer server, String email) {
        server.store()
                .profiles()
                .change(
                        server.userId(email),
                        (Profile profile) -> profile.verifiedAt(server.clock().instant()),
                        server.clock().instant());
    }

    @Test
    void the_browser_goes_to_the_provider_with_a_new_state() {
        AccountServer server = start("open");
        String address = location(server.client().get("/api/auth/github?plan=pro"));
        assertThat(address)
                .startsWith(provider.url() + "/login/oauth/authorize?client_id=gh-client&redirect_uri="
                        + "https%3A%2F%2Fstats.example.net%2Fapi%2Fauth%2Fcallback%2Fgithub"
                        + "&response_type=code&scope=user%3Aemail&state=");
        assertThat(location(server.client().get("/api/auth/google")))
                .contains("/o/oauth2/v2/auth?", "scope=email+profile");
        assertThat(state(address)).hasSize(43).isNotEqualTo(begin(server, "github"));
    }

    @Test
    void somebody_new_gets_an_account_and_is_known_by_the_id_there_later() {
        AccountServer server = start("open");
        provider.github(7, "Mia@Example.org", true);
        TestClient mia = client(server, logIn(server, "github"));
        assertThat(mia.get("/api/user/status").json().path("emailVerified").asBoolean())
                .isTrue();
        assertThat(mia.get("/api/user/profile")
                        .json()
                        .path("user")
                        .path("oauthProvider")
                        .asString())
                .isEqualTo("github");
        provider.github(7, "mia@elsewhere.example", true);
        TestClient again = client(server, logIn(server, "github"));
        assertThat(again.get("/api/user/status").json().path("email").asString())
                .isEqualTo("mia@example.org");
        assertThat(provider.requests().getFirst())
                .contains("client_secret=gh-secret", "code=c0de", "grant_type=authorization_code");
        assertThat(provider.requests().get(1)).isEqualTo("/user  Bearer gh-token");
    }

    @Test
    void a_proven_address_is_linked_and_one_that_is_not_is_left_alone() {
        AccountServer server = start("open");
        server.user("mia@example.org");
        provider.google("g-1", "mia@example.org", true);
        assertThat(logIn(server, "google"))
                .isEqualTo(
                        FAILED
                                + "Email%20already%20registered.%20Log%20in%20with%20your%20password%20to%20link%20this%20provider.");
        prove(server, "mia@example.org");
        assertThat(client(server, logIn(server, "google"))
                        .get("/api/user/status")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_provider_is_linked_to_who_is_logged_in_and_to_nobody_else() {
        AccountServer server = start("open");
        TestClient mia = server.user("mia@example.org");
        provider.github(7, "private@example.net", true);
        Reply asked = mia.post("/api/auth/oauth/link", "{\"provider\":\"github\"}");
        String back = comeBack(server, "github", state(asked.json().path("url").asString()));
        assertThat(back).isEqualTo("/dashboard/");
        assertThat(client(server, logIn(server, "github"))
                        .get("/api/user/status")
                        .json()
                        .path("email")
                        .asString())
                .isEqualTo("mia@example.org");
        TestClient eve = server.user("eve@example.org");
        Reply stolen = eve.post("/api/auth/oauth/link", "{\"provider\":\"github\"}");
        assertThat(comeBack(server, "github", state(stolen.json().path("url").asString())))
                .isEqualTo(FAILED + "Authentication%20failed");
        Reply unknown = eve.send("POST", "/api/auth/oauth/link", TestClient.utf8("{\"provider\":\"myspace\"}"));
        assertThat(unknown.status() + " " + unknown.error()).isEqualTo("400 Unknown OAuth provider");
    }

    @Test
    void the_second_factor_is_not_skipped() {
        AccountServer server = start("open");
        server.user("mia@example.org");
        prove(server, "mia@example.org");
        String id = server.userId("mia@example.org");
        server.store().secondFactors().setPending(id, "sealed");
        server.store().secondFactors().enable(id, List.of(), server.clock().instant());
        provider.google("g-1", "mia@example.org", true);
        String back = logIn(server, "google");
        assertThat(back).startsWith("/login/#requires_2fa=1&temp_token=eyJ");
        String token = back.substring(back.lastIndexOf('=') + 1);
        assertThat(server.client().bearer(token).get("/api/user/status").status())
                .isEqualTo(401);
    }

    @Test
    void only_a_verified_address_counts() {
        AccountServer server = start("open");
        provider.github(7, "mia@example.org", false);
        assertThat(logIn(server, "github")).isEqualTo(FAILED + "Could%20not%20retrieve%20email%20from%20provider");
        provider.google("g-1", "mia@example.org", false);
        assertThat(logIn(server, "google")).isEqualTo(FAILED + "Could%20not%20retrieve%20email%20from%20provider");
    }

    @Test
    void signing_up_obeys_the_mode_but_for_the_first_account() {
        AccountServer server = start("closed");
        provider.google("g-1", "first@example.org", true);
        client(server, logIn(server, "google"));
        provider.google("g-2", "second@example.org", true);
        assertThat(logIn(server, "google")).isEqualTo(FAILED + "Registration%20is%20disabled");
    }

    @Test
    void by_invitation_only_who_is_invited_signs_up() {
        AccountServer server = start("invite");
        provider.google("g-1", "first@example.org", true);
        TestClient owner = client(server, logIn(server, "google"));
        String site = server.site(owner, "shop.example.org");
        owner.post("/api/teams", "{\"siteId\":\"" + site + "\",\"email\":\"li@example.org\",\"role\":\"viewer\"}");
        provider.google("g-2", "eve@example.org", true);
        assertThat(logIn(server, "google")).isEqualTo(FAILED + "Registration%20is%20disabled");
        provider.google("g-3", "li@example.org", false);
        assertThat(logIn(server, "google")).isEqualTo(FAILED + "Could%20not%20retrieve%20email%20from%20provider");
        provider.google("g-4", "li@example.org", true);
        client(server, logIn(server, "google"));
    }

    @Test
    void a_disabled_person_does_not_get_in() {
        AccountServer server = start("open");
        provider.google("g-1", "mia@example.org", true);
        client(server, logIn(server, "google"));
        server.store().logins().setDisabled(server.userId("mia@example.org"), true);
        assertThat(logIn(server, "google")).isEqualTo(FAILED + "Authentication%20failed");
    }

    @Test
    void what_goes_wrong_is_told_in_the_contract_s_words() {
        AccountServer server = start("open");
        provider.google("g-1", "mia@example.org", true);
        String callback = "/api/auth/callback/";
        assertThat(location(server.client().get(callback + "myspace")))
                .isEqualTo(FAILED + "Unknown%20OAuth%20provider");
        assertThat(location(server.client().get(callback + "google?error=access_denied")))
                .isEqualTo(FAILED + "OAuth%20error%3A%20access_denied");
        assertThat(location(server.client().get(callback + "google")))
                .isEqualTo(FAILED + "No%20authorization%20code%20received");
        assertThat(location(server.client().get(callback + "google?code=c")))
                .isEqualTo(FAILED + "Missing%20state%20parameter");
        assertThat(comeBack(server, "google", "nonsense"))
                .isEqualTo(FAILED + "Security%20validation%20failed%3A%20State%20not%20found");
        assertThat(comeBack(server, "google", begin(server, "github"))).isEqualTo(FAILED + "Provider%20mismatch");
        String used = begin(server, "google");
        comeBack(server, "google", used);
        assertThat(comeBack(server, "google", used))
                .isEqualTo(FAILED + "Security%20validation%20failed%3A%20State%20already%20used");
        String old = begin(server, "google");
        server.clock().advance(Duration.ofMinutes(10));
        assertThat(comeBack(server, "google", old))
                .isEqualTo(FAILED + "Security%20validation%20failed%3A%20State%20expired");
        provider.put("/token", "{\"error\":\"bad_verification_code\"}");
        assertThat(logIn(server, "google")).isEqualTo(FAILED + "Authentication%20failed");
    }
}
