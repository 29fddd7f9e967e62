package dev.zta.core.live;

import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import java.time.Instant;

/** What is known of one visitor while the session lasts: a few words of memory, whatever the visitor does. */
final class Presence {
    private static final String DIRECT = "(direct)";
    private static final int SECONDS_A_MINUTE = 60;

    private Instant lastSeen = Instant.MIN;
    private String path = "";
    private String source = DIRECT;
    private boolean isSourceKnown;

    /** The newest minute with a record, counted from 1970. */
    private long newestMinute;

    /** Bit n: there was a record n minutes before the newest. */
    private long minutes;

    void see(Event event) {
        if (!isSourceKnown && event.detail() instanceof Pageview) {
            isSourceKnown = true;
            source = event.source().referrerDomain().isEmpty()
                    ? DIRECT
                    : event.source().referrerDomain();
        }
        if (!event.time().isBefore(lastSeen)) {
            lastSeen = event.time();
            path = event.path();
        }
        mark(minuteOf(event.time()));
    }

    private void mark(long minute) {
        if (minute > newestMinute) {
            long passed = minute - newestMinute;
            minutes = passed < Long.SIZE ? minutes << passed : 0;
            newestMinute = minute;
        }
        long ago = newestMinute - minute;
        if (ago < Long.SIZE) {
            minutes |= 1L << ago;
        }
    }

    boolean wasActiveIn(long minute) {
        long ago = newestMinute - minute;
        return ago >= 0 && ago < Long.SIZE && (minutes & 1L << ago) != 0;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    String path() {
        return path;
    }

    String source() {
        return source;
    }

    static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_A_MINUTE);
    }
}
