package dev.zta.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.Plan;
import dev.zta.core.site.SiteId;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: track, "Plan limit", with the free plan's 10,000 pageviews a month. */
class PageviewLimitTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String SUCCESS = "{\"success\":true}";
    private static final String MIA = "mia@example.net";
    private static final String NEARLY_USED_UP = "80 % of your pageviews";
    private static final String USED_UP = "Your pageviews of this month are used up";
    private static final String PAUSED = "Recording has paused until next month";
    private static final String PASSWORD = "sea otters hold hands";

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-30T12:00:00Z"));
    private final MailServer mail = new MailServer();
    private Optional<TestServer> running = Optional.empty();
    private String token = "";
    private String site = "";

    @BeforeEach
    void start() {
        restart();
        token = registered(MIA);
        site = site(mia(), "otters.example.org");
    }

    @AfterEach
    void stop() {
        running.ifPresent(TestServer::close);
        mail.close();
    }

    private void restart() {
        running.ifPresent(TestServer::close);
        running = Optional.of(TestServer.on(
                folder,
                Map.of(
                        "ZTA_REGISTRATION",
                        "open",
                        "ZTA_DEFAULT_PLAN",
                        "free",
                        "ZTA_GEO_DB",
                        "none",
                        "ZTA_RATE_TRACK",
                        "100000/1m",
                        "ZTA_SMTP_URL",
                        mail.url()),
                clock));
    }

    private TestServer server() {
        return running.orElseThrow();
    }

    private String registered(String email) {
        return server().client()
                .post("/api/auth/register", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD))
                .json()
                .path("token")
                .asString();
    }

    private TestClient mia() {
        return server().client().bearer(token);
    }

    private static String site(TestClient owner, String domain) {
        return owner.post("/api/sites", "{\"domain\":\"" + domain + "\"}")
                .json()
                .at("/site/id")
                .asString();
    }

    /** Sends pageviews in batches as large as the contract allows, each from a visitor of its own. */
    private void send(String siteId, int pageviews) {
        for (int sent = 0; sent < pageviews; sent += 100) {
            int count = Math.min(100, pageviews - sent);
            String events = String.join(",", Collections.nCopies(count, "{\"type\":\"pageview\",\"path\":\"/a\"}"));
            Reply reply = visitor(sent / 100)
                    .post("/api/track", "{\"siteId\":\"%s\",\"batch\":true,\"events\":[%s]}".formatted(siteId, events));
            assertThat(reply.text()).isEqualTo("{\"success\":true,\"count\":" + count + "}");
        }
    }

    private TestClient visitor(int number) {
        return server().client()
                .with("X-Forwarded-For", "198.51.%d.%d".formatted(number / 250, 1 + number % 250))
                .with("User-Agent", FIREFOX);
    }

    private String sendOne(String siteId, String type) {
        return visitor(0)
                .post("/api/track", "{\"siteId\":\"%s\",\"type\":\"%s\"}".formatted(siteId, type))
                .text();
    }

    /** Brings pageviews of this morning into a site, which no limit keeps out, and lets the server take note of them. */
    private void importPageviews(TestClient owner, String siteId, int pageviews) {
        String lines = IntStream.range(0, pageviews)
                .mapToObj(number ->
                        "192.0.2.%d - - [30/Mar/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"%s\"%n"
                                .formatted(number % 250, FIREFOX))
                .collect(Collectors.joining());
        Reply reply = owner.send("POST", "/api/import/file?format=combined&siteId=" + siteId, TestClient.utf8(lines));
        assertThat(reply.json().path("imported").asInt()).isEqualTo(pageviews);
        clock.advance(PageviewLimit.RENEWED_EVERY);
    }

    /** What the ledger has of a site, as {@code stored plan_limit}. */
    private String ledger(String siteId) {
        server().settle();
        clock.advance(Duration.ofMinutes(15));
        JsonNode totals = server().operator()
                .get("/api/stats/completeness?period=7d&siteId=" + siteId)
                .json()
                .path("totals");
        return totals.path("stored").asInt() + " "
                + totals.at("/dropped/plan_limit").asInt();
    }

    /** Fills the month, so that nothing more is stored. */
    private void useUp() {
        importPageviews(mia(), site, 20_000);
        mail.await(MIA, PAUSED, 1);
    }

    private int used(TestClient owner) {
        return owner.get("/api/usage").json().at("/pageviews/used").asInt();
    }

    private void give(Plan plan) {
        var accounts = server().wiring().stores().accounts();
        String id = accounts.userByEmail(MIA).orElseThrow().id();
        accounts.billings().change(id, billing -> billing.given(plan));
    }

    private List<String> subjects(String email) {
        return mail.to(email).stream()
                .map(text -> text.lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void everything_is_stored_up_to_twice_the_limit_and_answered_as_ever_beyond_it() {
        send(site, 7_999);
        assertThat(subjects(MIA)).isEmpty();
        send(site, 1);
        assertThat(mail.await(MIA, NEARLY_USED_UP, 1))
                .contains("plan free", "10,000 pageviews", "20,000 pageviews", "2026-04-01");
        send(site, 1_999);
        assertThat(sendOne(site, "event")).isEqualTo(SUCCESS);
        assertThat(subjects(MIA)).as("an event is no pageview").hasSize(1);
        send(site, 1);
        assertThat(mail.await(MIA, USED_UP, 1)).contains("10,000", "20,000", "2026-04-01");
        send(site, 9_999);
        assertThat(subjects(MIA)).hasSize(2);
        send(site, 1);
        assertThat(mail.await(MIA, PAUSED, 1)).contains("20,000 pageviews", "2026-04-01");

        send(site, 3);
        for (String type : List.of("pageview", "event", "engagement", "heartbeat")) {
            assertThat(sendOne(site, type)).isEqualTo(SUCCESS);
        }
        assertThat(visitor(0)
                        .with("User-Agent", "Googlebot/2.1")
                        .post("/api/track", "{\"siteId\":\"%s\",\"type\":\"pageview\"}".formatted(site))
                        .text())
                .isEqualTo(SUCCESS);
        assertThat(ledger(site)).isEqualTo("20001 7");
        assertThat(used(mia())).isEqualTo(20_000);
        assertThat(mia().get("/api/stats?period=24h&siteId=" + site)
                        .json()
                        .at("/summary/pageviews")
                        .asInt())
                .isEqualTo(20_000);
        clock.advance(PageviewLimit.RENEWED_EVERY.multipliedBy(2));
        restart();
        assertThat(sendOne(site, "pageview")).isEqualTo(SUCCESS);
        assertThat(ledger(site)).isEqualTo("20001 8");
        assertThat(subjects(MIA)).as("each once").hasSize(3);
    }

    @Test
    void a_greater_plan_and_a_new_month_are_recorded_at_once() {
        useUp();
        sendOne(site, "pageview");
        give(Plan.PRO);
        sendOne(site, "pageview");
        give(Plan.FREE);
        sendOne(site, "pageview");
        assertThat(ledger(site)).isEqualTo("1 2");
        clock.set(Instant.parse("2026-03-31T23:59:59Z"));
        sendOne(site, "pageview");
        clock.set(Instant.parse("2026-04-01T00:00:00Z"));
        sendOne(site, "pageview");
        assertThat(ledger(site)).isEqualTo("2 3");
        assertThat(used(mia())).isEqualTo(1);
        send(site, 7_999);
        assertThat(mail.await(MIA, NEARLY_USED_UP, 2)).contains("2026-05-01");
    }

    @Test
    void what_is_imported_is_never_refused_but_counts() {
        importPageviews(mia(), site, 8_000);
        assertThat(mail.await(MIA, NEARLY_USED_UP, 1)).isNotEmpty();
        send(site, 12_000);
        mail.await(MIA, PAUSED, 1);
        sendOne(site, "pageview");
        assertThat(used(mia())).isEqualTo(20_000);
        assertThat(ledger(site)).isEqualTo("12000 1");
        assertThat(subjects(MIA)).hasSize(3);
    }

    @Test
    void a_deleted_site_gives_no_pageviews_back_within_the_month_nor_does_a_restart() {
        String other = site(mia(), "seals.example.org");
        useUp();
        assertThat(mia().delete("/api/sites?id=" + site).status()).isEqualTo(200);
        sendOne(other, "pageview");
        restart();
        sendOne(other, "pageview");
        assertThat(ledger(other)).isEqualTo("0 2");
        assertThat(used(mia())).isEqualTo(20_000);
    }

    @Test
    void a_site_that_is_handed_over_takes_its_pageviews_along() {
        String other = site(mia(), "seals.example.org");
        useUp();
        TestClient li = server().client().bearer(registered("li@example.net"));
        handOver(li);
        sendOne(site, "pageview");
        sendOne(other, "pageview");
        assertThat(used(mia())).isEqualTo(1);
        assertThat(used(li)).isEqualTo(20_000);
        assertThat(ledger(site)).isEqualTo("0 1");
        assertThat(ledger(other)).isEqualTo("1 0");
        mail.await("li@example.net", PAUSED, 1);
        assertThat(subjects(MIA)).filteredOn(PAUSED::equals).hasSize(1);
    }

    private void handOver(TestClient newOwner) {
        var accounts = server().wiring().stores().accounts();
        String id = accounts.userByEmail("li@example.net").orElseThrow().id();
        accounts.siteChanges().change(new SiteId(site), known -> known.ownedBy(id));
        Await.until(() -> newOwner.get("/api/sites").text().contains(site));
    }

    @Test
    void an_installation_whose_plan_has_no_limit_counts_nothing() {
        give(Plan.ENTERPRISE);
        importPageviews(mia(), site, 20_000);
        send(site, 100);
        assertThat(ledger(site)).isEqualTo("100 0");
        assertThat(mia().get("/api/usage").json().path("pageviews").toString())
                .isEqualTo("{\"used\":20100,\"limit\":null}");
        clock.advance(PageviewLimit.RENEWED_EVERY);
        give(Plan.FREE);
        clock.advance(PageviewLimit.RENEWED_EVERY);
        mail.await(MIA, PAUSED, 1);
        sendOne(site, "pageview");
        assertThat(ledger(site)).isEqualTo("100 1");
    }
}
