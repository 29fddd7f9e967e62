package dev.zta.core.site;

import java.time.ZoneId;
import java.util.Optional;

/** The rule for a site's time zone (contract: sites, "Time zone"): regions of the tz database and UTC, no fixed offsets. */
public final class TimeZones {
    private TimeZones() {}

    /** The zone of this id, if it is a region. */
    public static Optional<ZoneId> parse(String id) {
        return ZoneId.getAvailableZoneIds().contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }
}
