package dev.zta.server.report;

import dev.zta.server.stats.StatsAnswer;
import dev.zta.server.stats.StatsAnswer.Devices;
import dev.zta.server.stats.StatsAnswer.Summary;
import dev.zta.server.stats.StatsAnswer.TrafficSources;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One panel of the report, as a name, what its columns are called, and its cells as text.
 *
 * @param columns the first names the row, the others are numbers
 */
record ReportSection(String name, List<String> columns, List<List<String>> rows) {
    private static final String ABSENT = "-";

    /** All panels in the order in which they are read. */
    static List<ReportSection> of(StatsAnswer answer) {
        return List.of(
                summary(answer.summary()),
                section(
                        "Days",
                        List.of("date", "pageviews", "visitors"),
                        answer.timeseries(),
                        day -> List.of(day.date().toString(), number(day.pageviews()), number(day.uniqueVisitors()))),
                section(
                        "Pages",
                        List.of("path", "pageviews", "visitors"),
                        answer.topPages(),
                        page -> List.of(page.path(), number(page.pageviews()), number(page.uniqueVisitors()))),
                section(
                        "Referrers",
                        List.of("domain", "visits"),
                        answer.topReferrers(),
                        referrer -> List.of(referrer.domain(), number(referrer.visits()))),
                channels(answer.trafficSources()),
                section(
                        "Countries",
                        List.of("country", "visits"),
                        answer.countries(),
                        country -> List.of(country.name(), number(country.visits()))),
                devices(answer.devices()),
                shares("Browsers", "browser", answer.browsers()),
                shares("Systems", "system", answer.operatingSystems()),
                section(
                        "Entry pages",
                        List.of("path", "visits"),
                        answer.entryPages(),
                        page -> List.of(page.path(), number(page.visits()))),
                section(
                        "Exit pages",
                        List.of("path", "visits"),
                        answer.exitPages(),
                        page -> List.of(page.path(), number(page.visits()))),
                section(
                        "Campaigns",
                        List.of("source / medium / campaign", "visits"),
                        answer.campaigns(),
                        campaign -> List.of(
                                String.join(
                                        " / ",
                                        part(campaign.source()),
                                        part(campaign.medium()),
                                        part(campaign.campaign())),
                                number(campaign.visits()))));
    }

    private static ReportSection summary(Summary summary) {
        return new ReportSection(
                "Summary",
                List.of("number", "value"),
                List.of(
                        List.of("Pageviews", number(summary.pageviews())),
                        List.of("Unique visitors", number(summary.uniqueVisitors())),
                        List.of("Sessions", number(summary.sessions())),
                        List.of("Bounce rate (%)", summary.bounceRate().toPlainString()),
                        List.of(
                                "Average session (s)",
                                summary.avgSessionDuration().toPlainString()),
                        List.of(
                                "Average time on page (s)",
                                summary.avgTimeOnPage().toPlainString())));
    }

    private static ReportSection channels(TrafficSources sources) {
        return new ReportSection(
                "Channels",
                List.of("channel", "% of visits"),
                List.of(
                        List.of("direct", sources.direct().toPlainString()),
                        List.of("organic", sources.organic().toPlainString()),
                        List.of("referral", sources.referral().toPlainString()),
                        List.of("social", sources.social().toPlainString()),
                        List.of("paid", sources.paid().toPlainString())));
    }

    private static ReportSection devices(Devices devices) {
        return new ReportSection(
                "Devices",
                List.of("device", "% of visitors"),
                List.of(
                        List.of("desktop", devices.desktop().toPlainString()),
                        List.of("mobile", devices.mobile().toPlainString()),
                        List.of("tablet", devices.tablet().toPlainString())));
    }

    private static ReportSection shares(String name, String column, List<StatsAnswer.Share> shares) {
        return section(
                name,
                List.of(column, "% of visitors"),
                shares,
                share -> List.of(share.name(), share.percentage().toPlainString()));
    }

    private static <T> ReportSection section(
            String name, List<String> columns, List<T> values, Function<T, List<String>> row) {
        return new ReportSection(name, columns, values.stream().map(row).toList());
    }

    private static String number(long count) {
        return Long.toString(count);
    }

    private static String part(Optional<String> text) {
        return text.orElse(ABSENT);
    }

    /** Head and rows together. */
    Stream<List<String>> lines() {
        return Stream.concat(Stream.of(columns), rows.stream());
    }
}
