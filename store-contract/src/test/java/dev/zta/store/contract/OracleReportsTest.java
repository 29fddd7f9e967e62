package dev.zta.store.contract;

import static dev.zta.core.query.Measure.BOUNCES;
import static dev.zta.core.query.Measure.ENTRIES;
import static dev.zta.core.query.Measure.PAGEVIEWS;
import static dev.zta.core.query.Measure.SESSIONS;
import static dev.zta.core.query.Measure.SESSION_MILLIS;
import static dev.zta.core.query.Measure.VISITORS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Source;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventValue;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Filter.Operator;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable.Row;
import dev.zta.core.query.TextPattern;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small days whose reports were worked out by hand from the contract's sentences (stats, "Definitions"; stats-api, "Filters"). */
class OracleReportsTest extends DayByHand {
    @Test
    void the_source_is_that_of_the_first_pageview_even_behind_an_event() {
        event("10:00:00", 1, "/", "signup", true);
        Source letter = new Source("example.org", Channel.REFERRAL, new Campaign("letter", "email", "jan", "", ""));
        add("10:00:05", 1, "/", letter);
        pageview("10:00:09", 1, "/docs");
        assertThat(keys(Dimension.SOURCE)).containsExactly("example.org");
        assertThat(keys(Dimension.UTM_MEDIUM)).containsExactly("email");
        assertThat(rows(Dimension.CAMPAIGN).getFirst().key()).containsExactly("letter", "email", "jan");
    }

    /** Each row of a page: entries and bounces over sessions that began there, the rest over sessions that saw it. */
    @Test
    void a_pages_row_tells_who_began_there_and_who_saw_it() {
        pageview("10:00:00", 1, "/");
        pageview("10:01:00", 1, "/docs");
        pageview("11:00:00", 2, "/docs");
        Row docs = rows(Dimension.PAGE).getFirst();
        assertThat(docs.key()).containsExactly("/docs");
        assertThat(docs.measures())
                .isEqualTo(new Measures(Map.of(
                        PAGEVIEWS, 2L, VISITORS, 2L, SESSIONS, 2L, SESSION_MILLIS, 60_000L, ENTRIES, 1L, BOUNCES, 1L)));
    }

    @Test
    void a_page_filter_chooses_pageviews_and_the_sessions_that_have_one() {
        pageview("10:00:00", 1, "/");
        pageview("10:01:00", 1, "/docs");
        pageview("11:00:00", 2, "/");
        Measures docs = totals(is(Dimension.PAGE, TextPattern.exactly("/docs")));
        assertThat(docs)
                .isEqualTo(new Measures(
                        Map.of(PAGEVIEWS, 1L, VISITORS, 1L, SESSIONS, 1L, ENTRIES, 1L, SESSION_MILLIS, 60_000L)));
        Measures none =
                totals(is(Dimension.PAGE, TextPattern.exactly("/")), is(Dimension.PAGE, TextPattern.exactly("/docs")));
        assertThat(none).isEqualTo(Measures.ZERO);
    }

    @Test
    void an_event_filter_chooses_the_sessions_in_which_it_fired() {
        pageview("10:00:00", 1, "/");
        event("10:00:30", 1, "/", "signup", true);
        pageview("11:00:00", 2, "/");
        Measures signup = totals(is(Dimension.EVENT, TextPattern.exactly("signup")));
        assertThat(signup.get(PAGEVIEWS)).isEqualTo(1);
        assertThat(signup.get(SESSIONS)).isEqualTo(1);
        assertThat(totals(is(Dimension.EVENT, TextPattern.exactly("Signup")))).isEqualTo(Measures.ZERO);
    }

    @Test
    void values_add_up_by_event_and_visitors_count_once_a_row() {
        event("10:00:00", 1, "/", detail("buy", "shop", "red", "2.5"));
        event("10:01:00", 1, "/", detail("buy", "shop", "red", "-1000000000000"));
        event("10:02:00", 2, "/", new CustomEvent("buy", "shop", "", Optional.empty(), true));
        assertThat(rows(Dimension.EVENT_DETAIL))
                .extracting(Row::key)
                .containsExactlyInAnyOrder(List.of("buy", "shop", "red"), List.of("buy", "shop", ""));
        Measures day = rows(Dimension.EVENT_DAY).getFirst().measures();
        assertThat(day.get(Measure.EVENTS)).isEqualTo(3);
        assertThat(day.get(VISITORS)).isEqualTo(2);
        assertThat(day.get(Measure.VALUED_EVENTS)).isEqualTo(2);
        assertThat(EventValue.sum(day)).isEqualByComparingTo("-999999999997.5");
        assertThat(EventValue.mean(day).orElseThrow()).isEqualByComparingTo("-499999999998.75");
    }

    private static CustomEvent detail(String action, String category, String label, String value) {
        return new CustomEvent(action, category, label, Optional.of(new BigDecimal(value)), true);
    }

    /** The examples of the stats-api contract, "Examples of matching". */
    @Test
    void filters_match_as_in_the_contracts_examples() {
        assertThat(matches(Dimension.PAGE, List.of("/docs/", ""), "/docs/", "/docs/api/keys", "/docs", "/Docs/x"))
                .containsExactly(true, true, false, false);
        assertThat(matches(Dimension.PAGE, List.of("/docs", ""), "/docs", "/docs-old", "/docs/a", "/a/docs"))
                .containsExactly(true, true, true, false);
        assertThat(matches(Dimension.PAGE, List.of("", ".html"), "/a/b.html", "/ahtml"))
                .containsExactly(true, false);
        assertThat(matches(Dimension.COUNTRY, List.of("nl"), "NL", "BE")).containsExactly(true, false);
        assertThat(matches(Dimension.SOURCE, List.of("", ".example.org"), "news.example.org", "example.org"))
                .containsExactly(true, false);
        assertThat(matches(Dimension.BROWSER, List.of("", ""), "Firefox", "Other"))
                .containsExactly(true, true);
    }

    @Test
    void sessions_count_where_they_began_and_pageviews_where_they_happened() {
        pageview("10:00:00", 1, "/");
        pageview("10:20:00", 1, "/docs");
        Period late = new Period(at("10:10:00"), at("11:00:00"), ZONE);
        Measures totals = new Oracle(arrived)
                .answer(new Query(
                        SITE, late, Optional.empty(), List.of(), EnumSet.allOf(Measure.class), List.of(), 1, 0))
                .rows()
                .getFirst()
                .measures();
        assertThat(totals).isEqualTo(new Measures(Map.of(PAGEVIEWS, 1L, VISITORS, 1L)));
    }

    @Test
    void rows_come_by_rounded_value_then_by_code_point() {
        pageview("10:00:00", 1, "/\uff01");
        pageview("10:00:01", 1, "/😀");
        pageview("10:00:02", 1, "/z");
        pageview("10:00:03", 1, "/z");
        // U+1F600 stands behind U+FF01, although its first UTF-16 unit is smaller.
        assertThat(keys(Dimension.PAGE)).containsExactly("/z", "/\uff01", "/😀");
    }

    private static Filter is(Dimension dimension, TextPattern pattern) {
        return new Filter(dimension, Operator.IS, List.of(pattern));
    }

    private static List<Boolean> matches(Dimension dimension, List<String> literals, String... values) {
        Filter filter = is(dimension, new TextPattern(literals));
        return List.of(values).stream()
                .map(value -> Patterns.passes(filter, value))
                .toList();
    }
}
