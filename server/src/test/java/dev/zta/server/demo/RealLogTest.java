package dev.zta.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.query.PeriodParser;
import dev.zta.core.query.RequestedPeriod;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.Stores;
import dev.zta.server.imports.ImportFormat;
import dev.zta.server.imports.ImportResult;
import dev.zta.server.imports.ImportSource;
import dev.zta.server.imports.Progress;
import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import dev.zta.server.stats.StatsAnswer;
import dev.zta.server.stats.StatsReport;
import dev.zta.server.stats.StatsRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report of the bundled log beside a count of its own: one regular expression, streams and sets over the lines, nothing of
 * the program but the public lists of bots, which are data.
 */
class RealLogTest {
    private static final Instant NOW = Instant.parse("2026-03-02T23:59:00Z");
    private static final Pattern LINE = Pattern.compile(
            "^(\\S+) \\S+ \\S+ \\[([^:]+):(\\S+) \\+0000] \"(\\S+) (\\S+) [^\"]*\" (\\d{3}) \\S+ \"(.*)\" \"(.*)\"$");
    private static final List<String> BOT_WORDS = List.of(
            "bot",
            "crawl",
            "spider",
            "slurp",
            "mediapartners",
            "ia_archiver",
            "sogou",
            "facebookexternalhit",
            "facebot",
            "whatsapp",
            "bingpreview",
            "headlesschrome",
            "phantomjs",
            "selenium",
            "puppeteer",
            "playwright",
            "lighthouse",
            "pagespeed",
            "pingdom",
            "uptimerobot",
            "feed",
            "rss");
    private static final Pattern PAGE =
            Pattern.compile("[^.]*|.*\\.(html|htm|xhtml|shtml|php|asp|aspx|jsp|do|cgi|md)", Pattern.CASE_INSENSITIVE);

    @TempDir
    Path folder;

    /** A pageview by the rules of the contract, counted by hand. */
    private record View(String day, String time, String visitor, String path) {}

    @Test
    void the_report_of_the_real_log_is_what_an_independent_count_says() throws IOException {
        List<View> expected = independentViews();
        Settings settings = Settings.read(
                Map.of(Setting.DATA, folder.resolve("data").toString(), Setting.SALT_DIR, folder.toString()), Map.of());
        Site site = new Site(
                new SiteId("site_demo1234"),
                "user_1",
                DemoLog.DOMAIN,
                DemoLog.DOMAIN,
                ZoneOffset.UTC,
                Exclusions.NONE,
                OptionalInt.empty(),
                false,
                NOW);
        try (Stores stores = new Stores(settings, () -> NOW, new SecureRandom())) {
            stores.start();
            ImportResult imported = stores.imports()
                    .run(
                            site,
                            new ImportFormat.Named(AccessLogFormat.COMBINED),
                            new ImportSource.OfStream(
                                    new ByteArrayInputStream(DemoLog.at(NOW).content())),
                            Progress.NOT_WATCHED);
            assertThat(imported.read()).isEqualTo(10_000);
            assertThat(imported.imported()).isEqualTo(expected.size());
            assertThat(imported.visitors()).isEqualTo(visitors(expected));
            assertThat(imported.rejectedTotal()).isEqualTo(1);
            RequestedPeriod period =
                    new PeriodParser(site.zone(), NOW).parse(Optional.of("7d"), Optional.empty(), Optional.empty());
            StatsAnswer report = new StatsReport(stores.events())
                    .answer(site.id(), new StatsRequest(period, 100, Optional.empty(), List.of()));
            compare(report, expected);
        }
    }

    private static void compare(StatsAnswer report, List<View> expected) {
        assertThat(report.summary().pageviews()).isEqualTo(expected.size());
        assertThat(report.summary().uniqueVisitors()).isEqualTo(visitors(expected));
        assertThat(report.summary().sessions()).isEqualTo(sessions(expected));
        Map<String, List<View>> byDay = expected.stream().collect(Collectors.groupingBy(View::day));
        assertThat(report.timeseries().stream()
                        .filter(day -> day.pageviews() > 0)
                        .toList())
                .hasSize(4)
                .allSatisfy(day -> {
                    List<View> views = byDay.getOrDefault(day.date().toString(), List.of());
                    assertThat(day.pageviews()).isEqualTo(views.size());
                    assertThat(day.uniqueVisitors()).isEqualTo(visitors(views));
                });
        Map<String, List<View>> byPath = expected.stream().collect(Collectors.groupingBy(View::path));
        assertThat(report.topPages()).hasSize(100).allSatisfy(page -> {
            List<View> views = byPath.getOrDefault(page.path(), List.of());
            assertThat(page.pageviews()).as(page.path()).isEqualTo(views.size());
            assertThat(page.uniqueVisitors()).as(page.path()).isEqualTo(visitors(views));
        });
        int most = byPath.values().stream().mapToInt(List::size).max().orElseThrow();
        assertThat(report.topPages().getFirst().pageviews()).isEqualTo(most);
    }

    /** A visitor counts once a day. */
    private static long visitors(List<View> views) {
        return views.stream()
                .map(view -> view.day() + view.visitor())
                .distinct()
                .count();
    }

    /** A visitor's views of a day in their order, cut where half an hour passes without one. */
    private static long sessions(List<View> views) {
        return views.stream().collect(Collectors.groupingBy(view -> view.day() + view.visitor())).values().stream()
                .mapToLong(RealLogTest::sessionsOfVisitor)
                .sum();
    }

    private static long sessionsOfVisitor(List<View> views) {
        List<Integer> seconds = views.stream()
                .map(view -> java.time.LocalTime.parse(view.time()).toSecondOfDay())
                .sorted(Comparator.naturalOrder())
                .toList();
        long sessions = 1;
        for (int i = 1; i < seconds.size(); i++) {
            sessions += seconds.get(i) - seconds.get(i - 1) >= 30 * 60 ? 1 : 0;
        }
        return sessions;
    }

    private static List<View> independentViews() throws IOException {
        List<Pattern> crawlers = crawlers();
        return DemoLog.at(NOW).lines().stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(4).equals("GET") && line.group(6).matches("2..|304"))
                .filter(line -> isPage(line.group(5)))
                .filter(line -> !isBot(line.group(8), crawlers))
                .map(line ->
                        new View(day(line.group(2)), line.group(3), line.group(1) + line.group(8), path(line.group(5))))
                .toList();
    }

    private static boolean isPage(String target) {
        String path = target.replaceFirst("[?#].*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean isFeed = path.matches("(?i).*/(feed|rss|atom)/?");
        return PAGE.matcher(last).matches() && !isFeed;
    }

    private static boolean isBot(String agent, List<Pattern> crawlers) {
        String lower = agent.toLowerCase(Locale.ROOT);
        return agent.equals("-")
                || BOT_WORDS.stream().anyMatch(lower::contains)
                || crawlers.stream().anyMatch(crawler -> crawler.matcher(agent).find());
    }

    private static List<Pattern> crawlers() throws IOException {
        String list = "/dev/zta/server/lists/user-agents.txt";
        try (InputStream in = Objects.requireNonNull(RealLogTest.class.getResourceAsStream(list));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> line.contains("\t"))
                    .map(line -> Pattern.compile(line.substring(line.indexOf('\t') + 1)))
                    .toList();
        }
    }

    private static String day(String date) {
        return "2026-" + (date.contains("/Feb/") ? "02-" : "03-") + date.substring(0, 2);
    }

    /** In this log campaign parameters are all that has to go, and no address has several parameters that would be sorted. */
    private static String path(String target) {
        String path = target.replaceFirst("#.*", "")
                .replaceAll("utm_[a-z]+=[^&]*&?", "")
                .replaceFirst("[?&]$", "");
        return path.isEmpty() ? "/" : path;
    }
}
