package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "POST /api/track", over HTTP and with a real journal. */
class TrackFeatureTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final String SITE = "\"siteId\":\"site_12345678\"";
    private static final String VIEW = "{" + SITE + ",\"type\":\"pageview\",\"path\":\"/a\"}";
    private static final Outcome STORED = Outcome.STORED;

    @TempDir
    private Path folder;

    private TrackServer open;

    @BeforeEach
    void serve() {
        open = new TrackServer(folder);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void aPageviewIsDurableBeforeItIsAnswered() {
        Reply reply = client().post("/api/track", VIEW);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(reply.header("Set-Cookie")).isEmpty();
        assertThat(events()).hasSize(1);
        assertThat(events().getFirst().path()).isEqualTo("/a");
        assertThat(events().getFirst().client().browser()).isEqualTo("Firefox");
        assertThat(ledger()).isEqualTo(Map.of(STORED, 1L));
    }

    @Test
    void aBatchIsOneEntryAndSkipsWhatIsInvalid() {
        Reply reply = client().post(
                        "/api/track",
                        "{\"batch\":true," + SITE
                                + ",\"events\":[{\"type\":\"pageview\",\"path\":\"/1\"},{\"type\":\"nonsense\"},"
                                + "{\"type\":\"event\",\"path\":\"/2\"},{\"type\":\"event\",\"path\":\"/x%2540y.example\","
                                + "\"label\":\"joe%2540example.com\"}]}");
        assertThat(reply.text()).isEqualTo("{\"success\":true,\"count\":2,\"rejected\":2}");
        assertThat(events()).extracting(Event::path).containsExactly("/1", "/2");
        assertThat(entries()).hasSize(1);
        assertThat(ledger())
                .isEqualTo(Map.of(
                        STORED, 2L, rejected(RejectReason.VALIDATION), 1L, rejected(RejectReason.PERSONAL_DATA), 1L));
    }

    @Test
    void anEmptyBatchCountsNothing() {
        Reply reply = client().post("/api/track", "{\"batch\":true," + SITE + ",\"events\":[]}");
        assertThat(reply.text()).isEqualTo("{\"success\":true,\"count\":0}");
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense | 400 | Invalid JSON
            [] | 400 | Invalid JSON
            {"type":"pageview"} | 400 | Site ID required
            {"siteId":null,"type":"pageview"} | 400 | Site ID required
            {"siteId":7,"type":"pageview"} | 400 | Validation failed
            {"siteId":"site_unknown","type":"pageview"} | 404 | Invalid site ID
            {"siteId":"no!","type":"pageview"} | 404 | Invalid site ID
            {"siteId":"site_12345678"} | 400 | Event type is required
            {"siteId":"site_12345678","type":"x"} | 400 | Invalid event type. Must be: pageview, event, engagement, or heartbeat
            {"siteId":"site_12345678","type":"pageview","path":7} | 400 | Validation failed
            {"siteId":"site_12345678","type":"event","value":1e13} | 400 | Validation failed
            {"siteId":"site_12345678","type":"engagement","timeOnPage":-1} | 400 | Validation failed
            {"siteId":"site_12345678","type":"pageview","id":"no spaces"} | 400 | Validation failed
            {"siteId":"site_12345678","type":"pageview","path":"/joe%2540example.com"} | 400 | Data validation failed
            {"siteId":"site_12345678","batch":true,"events":7} | 400 | Validation failed
            """)
    void everyErrorHasItsText(String body, int status, String error) {
        Reply reply = client().with("Origin", "https://example.com").post("/api/track", body);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.json().has("fields")).isEqualTo(error.equals("Validation failed"));
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("https://example.com");
        assertThat(events()).isEmpty();
    }

    @Test
    void moreThanAHundredEventsAreTooMany() {
        String body = "{\"batch\":true," + SITE + ",\"events\":[" + "{},".repeat(100) + "{}]}";
        Reply reply = client().post("/api/track", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("Too many events in batch. Maximum is 100.");
        assertThat(ledger()).isEqualTo(Map.of(rejected(RejectReason.VALIDATION), 101L));
    }

    @Test
    void theFramesErrorsAreThoseOfTheContractToo() {
        Reply large = client().send("POST", "/api/track", new byte[256 * 1024 + 1]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.error()).isEqualTo("Payload too large");
        Reply method = client().get("/api/track");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("POST, OPTIONS");
        Reply encoded = client().with("Content-Encoding", "gzip").post("/api/track", VIEW);
        assertThat(encoded.status()).isEqualTo(415);
        assertThat(encoded.error()).isEqualTo("Unsupported content encoding");
    }

    @Test
    void thePreflightEchoesTheOrigin() {
        Reply reply = client().with("Origin", "https://any.test").send("OPTIONS", "/api/track", new byte[0]);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("https://any.test");
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST, OPTIONS");
        assertThat(reply.header("Access-Control-Allow-Headers")).contains("Content-Type, Authorization");
        assertThat(reply.header("Access-Control-Max-Age")).contains("86400");
        assertThat(reply.header("Vary")).contains("Origin");
    }

    @Test
    void aForeignOriginIsRefusedAndMayNotReadWhy() {
        Reply reply = client().with("Origin", "https://evil.test").post("/api/track", VIEW);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error()).isEqualTo("Origin not allowed");
        assertThat(reply.text()).doesNotContain("example.com");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.header("Vary")).contains("Origin");
        assertThat(ledger()).isEqualTo(Map.of(rejected(RejectReason.ORIGIN_NOT_ALLOWED), 1L));
    }

    @Test
    void aDeclaredSubdomainIsAllowed() {
        String declared = VIEW.replace("{", "{\"domain\":\"example.com\",");
        TestClient blog = client().with("Origin", "https://blog.example.com");
        assertThat(blog.post("/api/track", VIEW).status()).isEqualTo(403);
        Reply reply = blog.post("/api/track", declared);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("https://blog.example.com");
    }

    @Test
    void aBotIsAnsweredAlikeAndCountedWithItsPattern() {
        Reply single = client(GOOGLEBOT).post("/api/track", VIEW);
        assertThat(single.text()).isEqualTo("{\"success\":true}");
        Reply batch = client(GOOGLEBOT)
                .post(
                        "/api/track",
                        "{\"batch\":true," + SITE + ",\"events\":[{\"type\":\"pageview\"},{\"type\":\"event\"}]}");
        assertThat(batch.text()).isEqualTo("{\"success\":true,\"count\":2}");
        assertThat(events()).isEmpty();
        assertThat(ledger()).isEqualTo(Map.of(new Outcome.Dropped(DropReason.BOT, "Googlebot\\/"), 3L));
    }

    @Test
    void anExcludedPathIsAnsweredAlikeAndCounted() {
        assertThat(client().post("/api/track", VIEW.replace("/a", "/admin/x")).text())
                .isEqualTo("{\"success\":true}");
        assertThat(ledger()).isEqualTo(Map.of(new Outcome.Dropped(DropReason.EXCLUDED_PATH, ""), 1L));
    }

    @Test
    void aRetriedBodyIsAnsweredAlikeAndStoredOnce() {
        String body = "{\"batch\":true,\"id\":\"b1\"," + SITE
                + ",\"events\":[{\"type\":\"pageview\"},{\"type\":\"nonsense\"}]}";
        Reply first = client().post("/api/track", body);
        Reply second = client().post("/api/track", body);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(events()).hasSize(1);
        assertThat(ledger())
                .isEqualTo(Map.of(
                        STORED,
                        1L,
                        new Outcome.Dropped(DropReason.DUPLICATE, ""),
                        1L,
                        rejected(RejectReason.VALIDATION),
                        2L));
    }

    @Test
    void anIdIsStillKnownAfterARestart() {
        String body = VIEW.replace("{", "{\"id\":\"b1\",");
        client().post("/api/track", body);
        open.close();
        open = new TrackServer(folder);
        assertThat(client().post("/api/track", body).status()).isEqualTo(200);
        assertThat(events()).hasSize(1);
    }

    @Test
    void whenTheJournalFailsNothingIsAcknowledgedAndARetryIsNoDuplicate() {
        String body = VIEW.replace("{", "{\"id\":\"b1\",");
        open.journal().close();
        Reply reply = client().post("/api/track", body);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.error()).isEqualTo("Service temporarily unavailable");
        assertThat(reply.header("Retry-After")).isPresent();
        open.close();
        open = new TrackServer(folder);
        assertThat(client().post("/api/track", body).status()).isEqualTo(200);
        assertThat(events()).hasSize(1);
    }

    @Test
    void theLimitIsPerAddressAndWindow() {
        for (int i = 0; i < 20; i++) {
            assertThat(client().post("/api/track", VIEW).status()).isEqualTo(200);
        }
        Reply refused = client().post("/api/track", VIEW);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error()).isEqualTo("Rate limit exceeded. Try again in 60 seconds.");
        assertThat(refused.header("Retry-After")).contains("60");
        assertThat(client().with("X-Forwarded-For", "198.51.100.9")
                        .post("/api/track", VIEW)
                        .status())
                .isEqualTo(200);
        assertThat(keyed("zta_live_write").post("/api/track", VIEW).status()).isEqualTo(200);
        assertThat(ledger()).isEqualTo(Map.of(STORED, 22L));
        open.clock().advance(Duration.ofMinutes(1));
        assertThat(client().post("/api/track", VIEW).status()).isEqualTo(200);
    }

    @Test
    void theLimitOfAKeyIsInTheSitesLedger() {
        for (int i = 0; i < 20; i++) {
            assertThat(keyed("zta_live_write").post("/api/track", VIEW).status())
                    .isEqualTo(200);
        }
        assertThat(keyed("zta_live_write").post("/api/track", VIEW).status()).isEqualTo(429);
        assertThat(ledger()).isEqualTo(Map.of(STORED, 20L, rejected(RejectReason.RATE_LIMITED), 1L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zta_live_wrong | 401 | Invalid API key
            zta_live_old | 401 | API key has expired
            zta_live_read | 403 | Insufficient permissions. This key has read-only access.
            zta_live_other | 403 | This API key cannot access site_12345678
            """)
    void aBadKeyFailsInsteadOfBeingIgnored(String key, int status, String error) {
        Reply reply = keyed(key).post("/api/track", VIEW);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.header("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
        assertThat(ledger()).isEqualTo(Map.of(rejected(RejectReason.KEY_REFUSED), 1L));
    }

    @Test
    void aLoginTokenIsIgnored() {
        assertThat(keyed("eyJhbGciOiJIUzI1NiJ9.x.y").post("/api/track", VIEW).status())
                .isEqualTo(200);
    }

    @Test
    void aWriteKeyVouchesForOriginAndVisitor() {
        String named =
                VIEW.replace("{", "{\"clientIp\":\"198.51.100.7\",\"clientUserAgent\":\"Chrome/126.0 Android 14\",");
        assertThat(keyed("zta_live_write")
                        .with("Origin", "https://any.test")
                        .post("/api/track", named)
                        .status())
                .isEqualTo(200);
        assertThat(client().post("/api/track", named).status()).isEqualTo(200);
        Event trusted = events().getFirst();
        assertThat(trusted.client().browser()).isEqualTo("Chrome");
        assertThat(trusted.place().country()).isEqualTo("NL");
        assertThat(events().get(1).client().browser()).isEqualTo("Firefox");
        Reply wrong = keyed("zta_live_write").post("/api/track", named.replace("198.51.100.7", "host.example"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("fields").has("clientIp")).isTrue();
    }

    @Test
    void theCountryComesFromATrustedProxyElseFromTheFile() {
        client().with("CF-IPCountry", "fr").with("CF-Region", "Bretagne").post("/api/track", VIEW);
        client().with("X-Country", "XX").post("/api/track", VIEW);
        assertThat(events()).extracting(Event::place).containsExactly(new Place("FR", "Bretagne"), Place.UNKNOWN);
    }

    @Test
    void engagementAndHeartbeatsAreTakenIn() {
        client().post("/api/track", "{" + SITE + ",\"type\":\"engagement\",\"timeOnPage\":12.5,\"isBounce\":false}");
        client().post("/api/track", "{" + SITE + ",\"type\":\"heartbeat\",\"pageId\":\"p1\"}");
        assertThat(events().getFirst().detail())
                .isEqualTo(new Detail.Engagement(0, Optional.of(Duration.ofMillis(12_500)), OptionalInt.empty(), true));
        assertThat(events().get(1).detail()).isInstanceOf(Detail.Heartbeat.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void theBodyIsJsonWhateverTheContentTypeSays(String type) {
        assertThat(client().with("Content-Type", type)
                        .send("POST", "/api/track", TestClient.utf8(VIEW))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void hostileBodiesAreInvalidJson() {
        String deep = "{\"x\":" + "[".repeat(100_000);
        assertThat(client().send("POST", "/api/track", TestClient.utf8(deep)).error())
                .isEqualTo("Invalid JSON");
        assertThat(client().send("POST", "/api/track", new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'})
                        .error())
                .isEqualTo("Invalid JSON");
        assertThat(client().send("POST", "/api/track", new byte[0]).error()).isEqualTo("Invalid JSON");
    }

    private TestClient client() {
        return client(FIREFOX);
    }

    private TestClient client(String userAgent) {
        return open.client().with("User-Agent", userAgent);
    }

    private TestClient keyed(String key) {
        return client().bearer(key);
    }

    private List<JournalEntry> entries() {
        return open.journal().readAfter(0, 1 << 24).stream()
                .map(JournalRecord::entries)
                .flatMap(List::stream)
                .toList();
    }

    private List<Event> events() {
        return entries().stream().flatMap(entry -> entry.events().stream()).toList();
    }

    private Map<Outcome, Long> ledger() {
        return entries().stream()
                .flatMap(entry -> entry.tally().counts().entrySet().stream())
                .collect(Collectors.toMap(line -> line.getKey().outcome(), Map.Entry::getValue, Long::sum));
    }

    private static Outcome rejected(RejectReason reason) {
        return new Outcome.Rejected(reason);
    }
}
