package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Property;
import dev.zta.core.event.Property.Kind;
import dev.zta.core.event.Revenue;
import dev.zta.core.tally.Omission;
import dev.zta.core.tally.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: beyond, "Event properties and revenue", over HTTP and with a real journal: what of a body is kept. */
class AttributesTest extends TrackCaller {
    private Attributes sent(String fields) {
        assertThat(client().post("/api/track", "{" + SITE + ",\"type\":\"event\",\"action\":\"buy\"," + fields + "}")
                        .text())
                .isEqualTo("{\"success\":true}");
        return events().getLast().attributes();
    }

    private static Attributes only(Property... properties) {
        return new Attributes(List.of(properties), Optional.empty());
    }

    @Test
    void an_event_keeps_its_texts_numbers_and_booleans_and_its_revenue() {
        assertThat(sent("\"properties\":{\"plan\":\"team\",\"seats\":5.10,\"big\":1e300,\"a.b-C_1\":true},"
                        + "\"revenue\":{\"amount\":19.90004,\"currency\":\"EUR\"}"))
                .isEqualTo(new Attributes(
                        List.of(
                                new Property("plan", Kind.TEXT, "team"),
                                new Property("seats", Kind.NUMBER, "5.1"),
                                new Property("big", Kind.NUMBER, "1E+300"),
                                new Property("a.b-C_1", Kind.BOOLEAN, "true")),
                        Optional.of(new Revenue(new BigDecimal("19.9"), "EUR"))));
    }

    @Test
    void a_pageview_may_have_them_and_engagement_has_none() {
        client().post("/api/track", "{" + SITE + ",\"type\":\"pageview\",\"properties\":{\"author\":\"mia\"}}");
        client().post("/api/track", "{" + SITE + ",\"type\":\"engagement\",\"properties\":{\"author\":\"mia\"}}");
        assertThat(events().get(0).attributes()).isEqualTo(only(new Property("author", Kind.TEXT, "mia")));
        assertThat(events().get(1).attributes()).isEqualTo(Attributes.NONE);
    }

    @Test
    void what_is_neither_text_nor_number_nor_boolean_is_left_out() {
        assertThat(sent(
                        "\"properties\":{\"list\":[1,{\"a\":2}],\"object\":{\"plan\":\"x\"},\"none\":null,\"far\":1e999,"
                                + "\"plan\":\"team\"}"))
                .isEqualTo(only(new Property("plan", Kind.TEXT, "team")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"plan\"", "7", "true", "null", "{}"})
    void properties_and_revenue_of_another_shape_are_as_good_as_none(String shape) {
        assertThat(sent("\"properties\":" + shape + ",\"revenue\":" + shape)).isEqualTo(Attributes.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":\"19.9\",\"currency\":\"EUR\"}",
                "{\"amount\":19.9,\"currency\":\"eur\"}",
                "{\"amount\":19.9,\"currency\":\"ABC\"}",
                "{\"amount\":1000000000000.1,\"currency\":\"EUR\"}",
                "{\"amount\":1e999,\"currency\":\"EUR\"}",
                "{\"amount\":19.9}",
                "{\"currency\":\"EUR\"}"
            })
    void revenue_that_is_no_amount_of_a_currency_is_left_out_and_the_event_stays(String revenue) {
        assertThat(sent("\"revenue\":" + revenue)).isEqualTo(Attributes.NONE);
    }

    @Test
    void names_that_are_no_names_or_tell_of_a_secret_or_a_person_are_left_out() {
        assertThat(sent("\"properties\":{\"\":1,\"two words\":1,\"größe\":1,\"" + "x".repeat(51)
                        + "\":1,\"Email\":1,\"api_key\":1,\"TOKEN\":1,\"name\":1,\"192.168.1.77\":1,\"gclid\":1,\""
                        + "y".repeat(50) + "\":1}"))
                .isEqualTo(
                        only(new Property("gclid", Kind.NUMBER, "1"), new Property("y".repeat(50), Kind.NUMBER, "1")));
    }

    @Test
    void values_that_look_personal_are_left_out_and_long_ones_are_cut() {
        assertThat(sent(
                        "\"properties\":{\"who\":\"by joe@example.com\",\"from\":\"2001:db8::1\",\"call\":\"+49 30 1234567\","
                                + "\"cut\":\"" + "x".repeat(190) + " joe@example.com\",\"long\":\"" + "z".repeat(300)
                                + "\",\"control\":\"a\\u0001b\\u001fc\"}"))
                .isEqualTo(only(
                        new Property("long", Kind.TEXT, "z".repeat(200)), new Property("control", Kind.TEXT, "abc")));
    }

    @Test
    void the_first_twenty_good_entries_are_kept() {
        String many = IntStream.range(0, 30)
                .mapToObj(number -> "\"p" + number + "\":" + (number == 3 ? "null" : "1"))
                .collect(Collectors.joining(","));
        assertThat(sent("\"properties\":{" + many + "}").properties())
                .extracting(Property::name)
                .hasSize(20)
                .endsWith("p20")
                .doesNotContain("p3");
    }

    @Test
    void a_site_has_two_hundred_names_and_the_ledger_says_how_many_more_came() {
        for (int call = 0; call < 10; call++) {
            int first = 20 * call;
            String twenty = IntStream.range(first, first + 20)
                    .mapToObj(number -> "\"p" + number + "\":1")
                    .collect(Collectors.joining(","));
            assertThat(sent("\"properties\":{" + twenty + "}").properties()).hasSize(20);
        }
        assertThat(sent("\"properties\":{\"p0\":2,\"other\":1,\"another\":1}"))
                .isEqualTo(only(new Property("p0", Kind.NUMBER, "2")));
        assertThat(sent("\"properties\":{\"other\":1}")).isEqualTo(Attributes.NONE);
        assertThat(ledger()).isEqualTo(Map.of(STORED, 12L, new Outcome.LeftOut(Omission.PROPERTY_LIMIT), 3L));
    }
}
