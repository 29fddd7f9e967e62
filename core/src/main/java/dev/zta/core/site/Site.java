package dev.zta.core.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What collecting and reporting need to know of a site.
 *
 * @param id its public name
 * @param ownerId the user it belongs to, {@code user_…}, or {@link #NOBODY}
 * @param domain the registered host name, lower case, without port
 * @param name what people call it; the domain unless changed
 * @param calendar where its days begin
 * @param exclusions what is not stored although it was sent
 * @param heatmapPages paths whose heatmaps are wanted, {@code *} allowed; empty: those that send data first
 * @param retentionDays for how many days events are kept; empty: for ever
 * @param isPublic whether anyone may see its public dashboard
 * @param createdAt when it was made
 * @param verifiedAt when its owner proved to have the domain; empty: not yet
 */
public record Site(
        SiteId id,
        String ownerId,
        String domain,
        String name,
        SiteCalendar calendar,
        Exclusions exclusions,
        List<String> heatmapPages,
        OptionalInt retentionDays,
        boolean isPublic,
        Instant createdAt,
        Optional<Instant> verifiedAt) {
    /** Owner of a site that was made before there was any account; the first account takes it over. */
    public static final String NOBODY = "";

    public Site {
        heatmapPages = List.copyOf(heatmapPages);
    }

    /** A site as it is when it is made. */
    public Site(
            SiteId id,
            String ownerId,
            String domain,
            String name,
            ZoneId zone,
            Exclusions exclusions,
            OptionalInt retentionDays,
            boolean isPublic,
            Instant createdAt) {
        this(
                id,
                ownerId,
                domain,
                name,
                SiteCalendar.of(zone),
                exclusions,
                List.of(),
                retentionDays,
                isPublic,
                createdAt,
                Optional.empty());
    }

    /** The time zone it has, or will have from the next local midnight on. */
    public ZoneId zone() {
        return calendar.zone();
    }

    /** The first date that is still kept at an instant; empty: every date is. */
    public Optional<LocalDate> firstDayKept(Instant now) {
        return retentionDays.isPresent()
                ? Optional.of(calendar.dayAt(now).date().minusDays(retentionDays.getAsInt()))
                : Optional.empty();
    }

    /** The same site of another owner. */
    public Site ownedBy(String userId) {
        return new Site(
                id,
                userId,
                domain,
                name,
                calendar,
                exclusions,
                heatmapPages,
                retentionDays,
                isPublic,
                createdAt,
                verifiedAt);
    }

    /**
     * The same site, its events kept for another time.
     *
     * @param days empty: for ever
     */
    public Site keeping(OptionalInt days) {
        return new Site(
                id, ownerId, domain, name, calendar, exclusions, heatmapPages, days, isPublic, createdAt, verifiedAt);
    }

    /** The same site, its domain proven. */
    public Site verifiedAt(Instant at) {
        return new Site(
                id,
                ownerId,
                domain,
                name,
                calendar,
                exclusions,
                heatmapPages,
                retentionDays,
                isPublic,
                createdAt,
                Optional.of(at));
    }
}
