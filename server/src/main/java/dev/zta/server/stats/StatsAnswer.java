package dev.zta.server.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.zta.core.query.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The report of a site in the shape of the contract (stats, "GET /api/stats"); field names are those of the JSON.
 *
 * @param hourly only for periods of at most 48 hours
 * @param comparison only when one was asked for
 */
public record StatsAnswer(
        Summary summary,
        List<Day> timeseries,
        List<Page> topPages,
        List<Referrer> topReferrers,
        Devices devices,
        List<Share> browsers,
        List<Country> countries,
        TrafficSources trafficSources,
        List<Share> operatingSystems,
        List<Region> regions,
        List<PathVisits> entryPages,
        List<PathVisits> exitPages,
        List<CampaignVisits> campaigns,
        Range range,
        @JsonInclude(Include.NON_ABSENT) Optional<List<Hour>> hourly,
        @JsonInclude(Include.NON_ABSENT) Optional<Compared> comparison) {

    /**
     * The tiles.
     *
     * @param bounceRate percent, one decimal
     * @param avgSessionDuration whole seconds
     * @param avgTimeOnPage whole seconds
     */
    public record Summary(
            long pageviews,
            long uniqueVisitors,
            long sessions,
            BigDecimal bounceRate,
            BigDecimal avgSessionDuration,
            BigDecimal avgTimeOnPage) {}

    public record Day(LocalDate date, long pageviews, long uniqueVisitors) {}

    public record Hour(Instant hour, long pageviews, long uniqueVisitors) {}

    public record Page(String path, long pageviews, long uniqueVisitors) {}

    public record Referrer(String domain, long visits) {}

    /** Percent of visitors; adds up to 100.0 or is all zeros. */
    public record Devices(BigDecimal desktop, BigDecimal mobile, BigDecimal tablet) {}

    public record Share(String name, BigDecimal percentage) {}

    public record Country(String code, String name, long visits) {}

    /** Percent of sessions; adds up to 100.0 or is all zeros. */
    public record TrafficSources(
            BigDecimal direct, BigDecimal organic, BigDecimal referral, BigDecimal social, BigDecimal paid) {}

    public record Region(String country, String name, long visits) {}

    public record PathVisits(String path, long visits) {}

    /** An absent part is {@code null} in JSON. */
    public record CampaignVisits(
            Optional<String> source, Optional<String> medium, Optional<String> campaign, long visits) {}

    /** Which stretch of time the numbers cover: [start, end). */
    public record Range(Instant start, Instant end, String timezone) {
        static Range of(Period period) {
            return new Range(period.start(), period.end(), period.zone().getId());
        }
    }

    /**
     * The same numbers for another period.
     *
     * @param summary of that other period
     */
    public record Compared(Summary summary, Change change, Range range) {}

    /** Growth in percent against the period compared with; {@code null} in JSON where the old value is 0. */
    public record Change(
            Optional<BigDecimal> pageviews,
            Optional<BigDecimal> uniqueVisitors,
            Optional<BigDecimal> sessions,
            Optional<BigDecimal> bounceRate,
            Optional<BigDecimal> avgSessionDuration,
            Optional<BigDecimal> avgTimeOnPage) {}
}
