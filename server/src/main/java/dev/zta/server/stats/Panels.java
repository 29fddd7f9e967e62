package dev.zta.server.stats;

import static dev.zta.core.query.Measure.PAGEVIEWS;
import static dev.zta.core.query.Measure.SESSIONS;
import static dev.zta.core.query.Measure.VISITORS;

import dev.zta.core.event.Channel;
import dev.zta.core.event.Device;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Percentages;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.ReportTable.Row;
import dev.zta.core.query.TextOrder;
import dev.zta.server.stats.StatsAnswer.CampaignVisits;
import dev.zta.server.stats.StatsAnswer.Country;
import dev.zta.server.stats.StatsAnswer.Devices;
import dev.zta.server.stats.StatsAnswer.Page;
import dev.zta.server.stats.StatsAnswer.PathVisits;
import dev.zta.server.stats.StatsAnswer.Referrer;
import dev.zta.server.stats.StatsAnswer.Region;
import dev.zta.server.stats.StatsAnswer.Share;
import dev.zta.server.stats.StatsAnswer.TrafficSources;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns breakdowns into the lists of the report. */
final class Panels {
    static final String UNKNOWN = "Unknown";
    private static final String UNKNOWN_COUNTRY = "ZZ";

    private final Map<Dimension, ReportTable> tables;
    private final Measures totals;
    private final int limit;

    Panels(Map<Dimension, ReportTable> tables, Measures totals, int limit) {
        this.tables = tables;
        this.totals = totals;
        this.limit = limit;
    }

    ReportTable table(Dimension by) {
        return find(by).orElse(new ReportTable(List.of(), 0));
    }

    /** The rows by a dimension, if they were asked for. */
    Optional<ReportTable> find(Dimension by) {
        return Optional.ofNullable(tables.get(by));
    }

    List<Page> topPages() {
        return rows(Dimension.PAGE).stream()
                .map(row -> new Page(
                        name(row), row.measures().get(PAGEVIEWS), row.measures().get(VISITORS)))
                .toList();
    }

    List<Referrer> topReferrers() {
        return rows(Dimension.SOURCE).stream()
                .map(row -> new Referrer(name(row), visits(row)))
                .toList();
    }

    /** Visitors whose device nobody told (an imported log of the common format) have no share. */
    Devices devices() {
        List<BigDecimal> shares = shares(
                Dimension.DEVICE,
                VISITORS,
                List.of(Device.DESKTOP.label(), Device.MOBILE.label(), Device.TABLET.label()));
        return new Devices(shares.get(0), shares.get(1), shares.get(2));
    }

    TrafficSources trafficSources() {
        List<BigDecimal> shares = shares(
                Dimension.CHANNEL,
                SESSIONS,
                List.of(
                        Channel.DIRECT.label(),
                        Channel.ORGANIC.label(),
                        Channel.REFERRAL.label(),
                        Channel.SOCIAL.label(),
                        Channel.PAID.label()));
        return new TrafficSources(shares.get(0), shares.get(1), shares.get(2), shares.get(3), shares.get(4));
    }

    private List<BigDecimal> shares(Dimension by, Measure measure, List<String> keys) {
        return Percentages.shares(
                keys.stream().map(key -> valueOf(by, key, measure)).toList());
    }

    private long valueOf(Dimension by, String key, Measure measure) {
        return rows(by).stream()
                .filter(row -> name(row).equals(key))
                .mapToLong(row -> row.measures().get(measure))
                .sum();
    }

    /** Percent of all visitors, not of the rows shown; by the percentage as it is shown, then by name. */
    List<Share> shares(Dimension by) {
        return rows(by).stream()
                .map(row -> new Share(
                        name(row).isEmpty() ? UNKNOWN : name(row),
                        Percentages.of(row.measures().get(VISITORS), totals.get(VISITORS))))
                .sorted(Comparator.comparing(Share::percentage)
                        .reversed()
                        .thenComparing(Share::name, TextOrder.BY_CODE_POINT))
                .limit(limit)
                .toList();
    }

    List<Country> countries() {
        return rows(Dimension.COUNTRY).stream()
                .map(row -> new Country(name(row), countryName(name(row)), visits(row)))
                .toList();
    }

    static String countryName(String code) {
        return code.equals(UNKNOWN_COUNTRY) ? UNKNOWN : Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }

    List<Region> regions() {
        return rows(Dimension.REGION).stream()
                .map(row -> new Region(row.key().get(0), row.key().get(1), visits(row)))
                .toList();
    }

    List<PathVisits> paths(Dimension by) {
        return rows(by).stream()
                .map(row -> new PathVisits(name(row), visits(row)))
                .toList();
    }

    List<CampaignVisits> campaigns() {
        return rows(Dimension.CAMPAIGN).stream()
                .map(row -> new CampaignVisits(part(row, 0), part(row, 1), part(row, 2), visits(row)))
                .toList();
    }

    private List<Row> rows(Dimension by) {
        return table(by).rows();
    }

    private static Optional<String> part(Row row, int index) {
        return Optional.of(row.key().get(index)).filter(text -> !text.isEmpty());
    }

    private static String name(Row row) {
        return row.key().getFirst();
    }

    private static long visits(Row row) {
        return row.measures().get(SESSIONS);
    }
}
