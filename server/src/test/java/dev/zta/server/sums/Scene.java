package dev.zta.server.sums;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Where and when a site is visited for three days: over clocks that jump, in a zone of a quarter hour at the turn of a year, and
 * while it moves to another zone.
 */
enum Scene {
    /** The second day has 23 hours. */
    SPRING("Europe/Amsterdam", LocalDate.of(2026, 3, 28), "Europe/Amsterdam", 41),
    /** The second day has 25 hours. */
    AUTUMN("Europe/Amsterdam", LocalDate.of(2026, 10, 24), "Europe/Amsterdam", 42),
    NEW_YEAR("Asia/Kathmandu", LocalDate.of(2025, 12, 30), "Asia/Kathmandu", 43),
    /** From the second day on the site is elsewhere, so that this one is shorter. */
    MOVED("Europe/Berlin", LocalDate.of(2026, 5, 11), "Asia/Kathmandu", 44);

    final ZoneId zone;
    final LocalDate first;
    final ZoneId lastZone;
    final long usualSeed;

    Scene(String zone, LocalDate first, String lastZone, long usualSeed) {
        this.zone = ZoneId.of(zone);
        this.first = first;
        this.lastZone = ZoneId.of(lastZone);
        this.usualSeed = usualSeed;
    }

    LocalDate last() {
        return first.plusDays(2);
    }
}
