package dev.zta.server.stats;

import java.math.BigDecimal;
import java.util.List;

/**
 * What anybody may see of a site (contract: public-stats, "GET /api/public/stats"); field names are those of the JSON.
 *
 * @param bounceRate percent, one decimal
 * @param avgSessionDuration seconds, one decimal
 * @param pages top ten by pageviews
 * @param referrers top ten by sessions
 * @param devices unique visitors by type, most first; only types that were there
 * @param browsers unique visitors, top ten
 * @param countries unique visitors, top ten
 * @param daily every day of the period, oldest first
 * @param timezone where its days begin
 */
public record PublicNumbers(
        long uniqueVisitors,
        long pageviews,
        BigDecimal bounceRate,
        BigDecimal avgSessionDuration,
        List<StatsAnswer.Page> pages,
        List<Referrer> referrers,
        List<DeviceCount> devices,
        List<BrowserCount> browsers,
        List<CountryCount> countries,
        List<StatsAnswer.Day> daily,
        String timezone) {
    public PublicNumbers {
        pages = List.copyOf(pages);
        referrers = List.copyOf(referrers);
        devices = List.copyOf(devices);
        browsers = List.copyOf(browsers);
        countries = List.copyOf(countries);
        daily = List.copyOf(daily);
    }

    public record Referrer(String source, long visits) {}

    public record DeviceCount(String type, long count) {}

    public record BrowserCount(String name, long count) {}

    public record CountryCount(String code, String name, long count) {}
}
