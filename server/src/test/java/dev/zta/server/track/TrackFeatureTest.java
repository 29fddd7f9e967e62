package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "POST /api/track", over HTTP and with a real journal: what a body becomes. */
class TrackFeatureTest extends TrackCaller {
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
}
