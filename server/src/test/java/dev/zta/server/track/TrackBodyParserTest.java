package dev.zta.server.track;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** track.md, "POST /api/track": Body. */
class TrackBodyParserTest {
    private final TrackBodyParser parser = new TrackBodyParser();

    @Test
    void readsASingleEvent() {
        TrackBody body = parse("""
                {"siteId":"site_1","type":"event","path":"/a","utm":{"source":"s","campaign":"c","more":[1]},"value":1.5,
                 "sessionId":"x","timeOnPage":3,"isBounce":false,"domain":"example.com","properties":{"a":{"b":[]}},"id":"i1"}
                """);
        Element element = body.elements().getFirst();
        assertThat(body.siteId()).contains("site_1");
        assertThat(body.isBatch()).isFalse();
        assertThat(body.id()).contains("i1");
        assertThat(body.domain()).isEqualTo("example.com");
        assertThat(element.beacon().type()).contains("event");
        assertThat(element.beacon().campaign().name()).isEqualTo("c");
        assertThat(element.beacon().value()).contains(new BigDecimal("1.5"));
        assertThat(element.beacon().faults()).isEmpty();
    }

    @Test
    void whatStandsBesideTheEventsHoldsForThoseWithoutTheirOwn() {
        TrackBody body = parse("""
                {"batch":true,"siteId":"site_1","sessionId":"all","events":[{"type":"pageview"},
                 {"type":"pageview","sessionId":"own","clientIp":"192.0.2.2"},7,null],"clientIp":"192.0.2.1"}
                """);
        assertThat(body.count()).isEqualTo(4);
        assertThat(body.elements().get(0).beacon().sessionId()).contains("all");
        assertThat(body.elements().get(0).clientIp()).contains("192.0.2.1");
        assertThat(body.elements().get(1).beacon().sessionId()).contains("own");
        assertThat(body.elements().get(1).clientIp()).contains("192.0.2.2");
        assertThat(body.elements().get(2).beacon().faults()).isNotEmpty();
    }

    @Test
    void aBatchWithoutBatchTrueIsASingleEvent() {
        TrackBody body = parse("{\"siteId\":\"s\",\"type\":\"pageview\",\"events\":[{},{},{}]}");
        assertThat(body.isBatch()).isFalse();
        assertThat(body.count()).isEqualTo(1);
    }

    @Test
    void nullCountsAsAbsent() {
        TrackBody body = parse(
                "{\"siteId\":null,\"type\":null,\"batch\":null,\"utm\":null,\"value\":null,\"isBounce\":null,\"events\":null}");
        assertThat(body.siteId()).isEmpty();
        assertThat(body.elements().getFirst().beacon().faults()).isEmpty();
        assertThat(body.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "path":1 | path
            "referrer":{} | referrer
            "utm":"x" | utm
            "utm":{"source":1} | utm.source
            "value":"1" | value
            "nonInteraction":1 | nonInteraction
            "sessionId":[] | sessionId
            "timeOnPage":"3" | timeOnPage
            "isBounce":"false" | isBounce
            "maxScrollDepth":true | maxScrollDepth
            "screen":5 | screen
            "type":5 | type
            """)
    void aWrongTypeIsNamed(String field, String name) {
        assertThat(parse("{\"siteId\":\"s\"," + field + "}")
                        .elements()
                        .getFirst()
                        .beacon()
                        .faults())
                .containsOnlyKeys(name);
    }

    @Test
    void eventsThatAreNoArrayAreNamedAndTooManyCounted() {
        assertThat(parse("{\"siteId\":\"s\",\"batch\":true,\"events\":{}}").faults())
                .containsOnlyKeys("events");
        assertThat(parse("{\"siteId\":\"s\",\"batch\":true}").faults()).containsOnlyKeys("events");
        assertThat(parse("{\"siteId\":5}").faults()).containsOnlyKeys("siteId");
        assertThat(parse("{\"siteId\":\"s\",\"batch\":\"yes\"}").faults()).containsOnlyKeys("batch");
        TrackBody many = parse("{\"batch\":true,\"events\":[" + "{},".repeat(5000) + "{}]}");
        assertThat(many.count()).isEqualTo(5001);
        assertThat(many.elements()).hasSize(TrackBody.MAX_EVENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "5",
                "\"x\"",
                "{",
                "{}}",
                "{} {}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"events\":[",
                "{\"utm\":{",
                "{\"a\"",
                "nonsense",
                "{\"a\":\"\u0001\"}"
            })
    void whatIsNoJsonObjectIsNothing(String text) {
        assertThat(parser.parse(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void badUtf8IsNoJson() {
        byte[] broken = "{\"siteId\":\"sXte\"}".getBytes(UTF_8);
        broken[12] = (byte) 0xC3;
        assertThat(parser.parse(broken)).isEmpty();
        byte[] surrogate = "{\"siteId\":\"sXXX\"}".getBytes(UTF_8);
        surrogate[12] = (byte) 0xED;
        surrogate[13] = (byte) 0xA0;
        surrogate[14] = (byte) 0x80;
        assertThat(parser.parse(surrogate)).isEmpty();
        assertThat(parser.parse("{\"siteId\":\"s\"}".getBytes(StandardCharsets.UTF_16)))
                .isEmpty();
    }

    @Test
    void deepNestingIsRefusedWithoutRecursion() {
        String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(parser.parse(deep.getBytes(UTF_8))).isEmpty();
        String objects = "{\"x\":".repeat(40_000) + "1" + "}".repeat(40_000);
        assertThat(parser.parse(objects.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void hugeNumbersCostNothing() {
        TrackBody body = parse("{\"siteId\":\"s\",\"value\":1e999999999,\"timeOnPage\":1e999}");
        assertThat(body.elements().getFirst().beacon().timeOnPage().getAsDouble())
                .isInfinite();
        assertThat(body.elements().getFirst().beacon().value()).isPresent();
    }

    private TrackBody parse(String text) {
        Optional<TrackBody> body = parser.parse(text.getBytes(UTF_8));
        assertThat(body).isPresent();
        return body.get();
    }
}
