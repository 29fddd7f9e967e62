package dev.zta.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.query.Filter.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract: stats-api, "Filters"; beyond, "Filters". */
class FilterParserTest {
    /** Contract: beyond, "Event properties and revenue". */
    @Test
    void a_property_of_events_is_named_behind_prop() {
        assertThat(FilterParser.parse("prop:plan==team|so*;prop:a.b-C_1!=5"))
                .containsExactly(
                        Filter.onProperty(
                                "plan",
                                Operator.IS,
                                List.of(TextPattern.exactly("team"), new TextPattern(List.of("so", "")))),
                        Filter.onProperty("a.b-C_1", Operator.IS_NOT, List.of(TextPattern.exactly("5"))));
        assertThatThrownBy(() -> FilterParser.parse("prop:two words==x")).isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() -> FilterParser.parse("prop:==x")).isInstanceOf(BadQueryException.class);
    }

    @Test
    void filters_stand_between_semicolons_and_blanks_and_empty_parts_do_not_count() {
        assertThat(FilterParser.parse(" page == /docs ; country==nl;; "))
                .containsExactly(
                        filter(Dimension.PAGE, Operator.IS, "/docs"), filter(Dimension.COUNTRY, Operator.IS, "nl"));
        assertThat(FilterParser.parse("")).isEmpty();
    }

    @Test
    void a_star_is_a_wildcard_and_a_backslash_takes_its_meaning_away() {
        assertThat(patterns("page==/docs/*")).containsExactly(new TextPattern(List.of("/docs/", "")));
        assertThat(patterns("page==*a*")).containsExactly(new TextPattern(List.of("", "a", "")));
        assertThat(patterns("page==/a\\*b\\;c\\\\d\\|e")).containsExactly(TextPattern.exactly("/a*b;c\\d|e"));
        assertThat(patterns("page==/a\\b\\")).containsExactly(TextPattern.exactly("/a\\b\\"));
    }

    @Test
    void the_first_operator_splits() {
        assertThat(FilterParser.parse("page==/a==b!=c"))
                .containsExactly(filter(Dimension.PAGE, Operator.IS, "/a==b!=c"));
        assertThat(FilterParser.parse("page!=/a==b")).containsExactly(filter(Dimension.PAGE, Operator.IS_NOT, "/a==b"));
    }

    @Test
    void a_bar_stands_between_alternatives() {
        assertThat(FilterParser.parse("page!=/a|/b*"))
                .containsExactly(new Filter(
                        Dimension.PAGE,
                        Operator.IS_NOT,
                        List.of(TextPattern.exactly("/a"), new TextPattern(List.of("/b", "")))));
    }

    @Test
    void malformed_filters_get_the_contracts_words() {
        assertRefused("page=/a", "Invalid filter: page=/a. Use property==value");
        assertRefused("==x", "Invalid filter: ==x. Use property==value");
        assertRefused("country==NL;page== ", "Invalid filter: page==. Use property==value");
        assertRefused("page==/a|", "Invalid filter: page==/a|. Use property==value");
        assertRefused(
                "city==Rome", "Invalid filter property. Must be one of: page, source, country, device, browser, os");
        assertRefused("page==/;".repeat(11), "Too many filters. Maximum is 10.");
        assertRefused("page==" + "x".repeat(1_995), "filters parameter is too long");
        assertRefused("page==" + "x".repeat(501), "Invalid filter: page==" + "x".repeat(44) + ". Use property==value");
    }

    @Test
    void the_bounds_themselves_are_allowed() {
        assertThat(FilterParser.parse("page==/;".repeat(10))).hasSize(10);
        assertThat(FilterParser.parse("page==" + "x".repeat(500))).hasSize(1);
    }

    @Test
    void every_documented_property_and_addition_is_known() {
        assertThat(List.of(
                        "page",
                        "source",
                        "country",
                        "device",
                        "browser",
                        "os",
                        "channel",
                        "region",
                        "entry_page",
                        "exit_page",
                        "utm_source",
                        "utm_medium",
                        "utm_campaign",
                        "event"))
                .allSatisfy(property ->
                        assertThat(FilterParser.parse(property + "==x")).hasSize(1));
    }

    private static Filter filter(Dimension dimension, Operator operator, String value) {
        return new Filter(dimension, operator, List.of(TextPattern.exactly(value)));
    }

    private static List<TextPattern> patterns(String text) {
        return FilterParser.parse(text).getFirst().anyOf();
    }

    private static void assertRefused(String text, String error) {
        assertThatThrownBy(() -> FilterParser.parse(text))
                .isInstanceOfSatisfying(
                        BadQueryException.class, e -> assertThat(e.error()).isEqualTo(error));
    }
}
