package dev.zta.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** What the endpoints for reading are asked, each kind in rounds that differ: no answer is kept from the round before. */
final class ApiQuestions {
    private static final List<String> COUNTRIES = List.of("US", "DE", "GB", "FR", "NL", "IN", "BR", "JP");
    private static final List<String> ACTIONS =
            List.of("signup", "download", "scroll_50", "outbound", "play", "search");
    private static final List<String> PERIODS = List.of("24h", "7d", "30d", "90d", "365d");

    private final ApiReader reader;
    private final String site;

    ApiQuestions(ApiReader reader, String site) {
        this.reader = reader;
        this.site = site;
    }

    void ask() throws IOException {
        panels();
        events();
        queries();
        live();
    }

    private void panels() throws IOException {
        String path = "/api/stats/overview?siteId=" + site;
        reader.measure("stats/overview, 30 days", round -> path + days(30, round));
        reader.measure(
                "stats/overview, 30 days, one filter", round -> path + days(30, round) + filters(country(round)));
        reader.measure(
                "stats/overview, 30 days, two filters",
                round -> path + days(30, round) + filters(country(round) + ";device==mobile"));
        reader.measure("stats/overview, 12 months", round -> path + days(365, round));
        reader.measure("stats, 30 days", round -> "/api/stats?siteId=" + site + days(30, round));
    }

    private void events() throws IOException {
        String path = "/api/stats/events?siteId=" + site;
        reader.measure("stats/events, 30 days", round -> path + days(30, round));
        reader.measure(
                "stats/events, 30 days, one action", round -> path + days(30, round) + "&action=" + action(round));
        reader.measure("stats/events, 12 months", round -> path + days(365, round));
    }

    private void queries() throws IOException {
        String path = "/api/stats-api?site_id=" + site;
        String metrics = "&metrics=visitors,pageviews,visits,bounce_rate,visit_duration,views_per_visit";
        reader.measure("stats-api, 30 days, by day", round -> path + metrics + dates(30, round));
        reader.measure("stats-api, 7 days, by hour", round -> path + metrics + "&interval=hour" + dates(7, round % 40));
        reader.measure(
                "stats-api, 12 months, by month", round -> path + metrics + "&interval=month" + dates(365, round));
        reader.measure("stats-api, 30 days, by page", round -> path + metrics + "&property=page" + dates(30, round));
        reader.measure(
                "stats-api, 30 days, by source, one filter",
                round -> path + metrics + "&property=source" + dates(30, round) + filters(country(round)));
        reader.measure("stats-api, 30 days, by event", round -> path + metrics + "&property=event" + dates(30, round));
    }

    private void live() throws IOException {
        reader.measure("realtime", _ -> "/api/realtime?siteId=" + site);
        reader.measure("sites/overview", round -> "/api/sites/overview?period=" + PERIODS.get(round % PERIODS.size()));
    }

    private static String country(int round) {
        return "country==" + COUNTRIES.get(round % COUNTRIES.size());
    }

    private static String action(int round) {
        return ACTIONS.get(round % ACTIONS.size());
    }

    private static String filters(String text) {
        return "&filters=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Days up to one of the last ten; every tenth question's range includes the open day. */
    private static String days(int count, int round) {
        return "&startDate=" + first(count, round) + "&endDate=" + last(round);
    }

    private static String dates(int count, int round) {
        int longest = count <= 7 ? count : count + round / 10;
        return "&date_from=" + last(round).minusDays(longest - 1L) + "&date_to=" + last(round);
    }

    private static LocalDate first(int count, int round) {
        return last(round).minusDays(count - 1L + round / 10);
    }

    private static LocalDate last(int round) {
        return StoreFiller.TODAY.minusDays(round % 10);
    }
}
