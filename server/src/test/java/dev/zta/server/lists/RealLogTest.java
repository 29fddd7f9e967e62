package dev.zta.server.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.collect.AgentReader;
import dev.zta.core.collect.SiteRules;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.imports.AccessLogRules;
import dev.zta.core.imports.LineOutcome;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The real log, line by line (contract: cli, "Importing an access log").
 *
 * <p>The figures were counted by another program, some 40 lines of Python with regular expressions, written from the contract
 * alone: a line's fields by one expression; a bot is what has one of the contract's words, {@code feed}, {@code rss}, no user
 * agent, or a match of any of the 1,500 expressions of crawler-user-agents 1.60.0, searched one by one; a page is a path
 * whose last segment has no dot or ends as the contract lists; no referrer is on the list of spam. The one line rejected, number 8899, lacks its last quote.
 */
class RealLogTest {
    private static final Instant NOW = Instant.parse("2015-05-21T00:00:00Z");

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void readTheLog() throws IOException {
        Site site = new Site(
                new SiteId("site_12345678"),
                "user_1",
                "semicomplete.com",
                "semicomplete.com",
                ZoneOffset.UTC,
                Exclusions.NONE,
                OptionalInt.empty(),
                false,
                NOW);
        AccessLogRules rules = new AccessLogRules(
                new SiteRules(site, BundledLists.referrerSpam()),
                AccessLogFormat.COMBINED,
                new AgentReader(BundledLists.botsInLogs()),
                new OneSalt(),
                _ -> Place.UNKNOWN,
                NOW);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        RealLogTest.class.getResourceAsStream("/demo/semicomplete-2015-05.log.gz"))),
                StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> count(rules.judge(line, false)));
        }
    }

    private void count(LineOutcome outcome) {
        String name = switch (outcome) {
            case LineOutcome.Imported imported -> {
                events.add(imported.event());
                yield "imported";
            }
            case LineOutcome.Duplicate _ -> "duplicate";
            case LineOutcome.Dropped dropped -> dropped.reason().code();
            case LineOutcome.Rejected _ -> "rejected";
        };
        outcomes.merge(name, 1, Integer::sum);
    }

    @Test
    void eachLineHasTheOutcomeOfAnIndependentCount() {
        assertThat(outcomes)
                .isEqualTo(Map.of("bot", 2548, "imported", 1753, "not_a_page", 5667, "not_found", 31, "rejected", 1));
    }

    @Test
    void pagesReferrersDaysAndVisitorsAreThoseOfAnIndependentCount() {
        assertThat(count(Event::path, "/projects/xdotool/")).isEqualTo(205);
        assertThat(count(Event::path, "/projects/xdotool/xdotool.xhtml")).isEqualTo(144);
        assertThat(count(event -> event.source().referrerDomain(), "google.com"))
                .isEqualTo(170);
        assertThat(count(event -> event.source().referrerDomain(), "stackoverflow.com"))
                .isEqualTo(34);
        Map<Integer, Long> byDay = events.stream()
                .collect(Collectors.groupingBy(event -> event.day().date().getDayOfMonth(), Collectors.counting()));
        assertThat(byDay).isEqualTo(Map.of(17, 266L, 18, 495L, 19, 587L, 20, 405L));
        assertThat(events.stream()
                        .map(event -> event.day().date() + " " + event.visitor())
                        .distinct()
                        .count())
                .isEqualTo(990);
    }

    private long count(java.util.function.Function<Event, String> field, String value) {
        return events.stream()
                .filter(event -> PathOf.bare(field.apply(event)).equals(value))
                .count();
    }

    /** The count by hand put paths together whatever their query. */
    private static final class PathOf {
        static String bare(String text) {
            int query = text.indexOf('?');
            return query < 0 ? text : text.substring(0, query);
        }
    }

    /** The same salt for each day; the test counts visitors by day. */
    private static final class OneSalt implements SaltVault {
        @Override
        public DaySalt saltFor(SiteId site, SiteDay day) {
            return new DaySalt(new byte[DaySalt.BYTES]);
        }

        @Override
        public DaySalt importSaltFor(SiteId site, SiteDay day) {
            return saltFor(site, day);
        }

        @Override
        public boolean holds(SiteId site, SiteDay day) {
            return true;
        }

        @Override
        public void destroyExpired(Instant now) {}

        @Override
        public void close() {}
    }
}
