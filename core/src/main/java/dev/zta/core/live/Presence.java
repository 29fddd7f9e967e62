package dev.zta.core.live;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Engagement;
import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.query.Dimension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one visitor while the session lasts, and of the session so far (contract: track, "Sessions"): a few words
 * of memory, whatever the visitor does.
 */
final class Presence {
    private static final String DIRECT = "(direct)";
    private static final int SECONDS_A_MINUTE = 60;
    private static final int NOTHING = Integer.MAX_VALUE;

    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private String path = "";

    private int pageviews;
    private int events;
    private boolean isEngaged;

    /** Which kind of record the session's properties are of: a pageview comes before an event, an event before all else. */
    private int openingRank = NOTHING;

    private long openingMillis = Long.MAX_VALUE;
    private Client client = Client.UNKNOWN;
    private Place place = Place.UNKNOWN;
    private Source source = Source.DIRECT;
    private String entryPage = "";
    private String exitPage = "";
    private long exitMillis = Long.MIN_VALUE;

    /** The newest minute with a record, counted from 1970. */
    private long newestMinute;

    /** Bit n: there was a record n minutes before the newest. */
    private long minutes;

    void see(Event event, Shared shared) {
        long millis = event.time().toEpochMilli();
        firstMillis = Math.min(firstMillis, millis);
        if (millis >= lastMillis) {
            lastMillis = millis;
            path = shared.of(event.path());
        }
        open(event, millis, shared);
        count(event.detail(), millis, shared.of(event.path()));
        mark(minuteOf(event.time()));
    }

    private void open(Event event, long millis, Shared shared) {
        int rank = rank(event.detail());
        if (rank < openingRank || (rank == openingRank && millis < openingMillis)) {
            openingRank = rank;
            openingMillis = millis;
            client = shared.of(event.client());
            place = shared.of(event.place());
            source = shared.of(event.source());
            entryPage = shared.of(event.path());
        }
    }

    private static int rank(Detail detail) {
        return switch (detail) {
            case Pageview _ -> 0;
            case CustomEvent _ -> 1;
            case Engagement _, Heartbeat _ -> 2;
        };
    }

    private void count(Detail detail, long millis, String seen) {
        switch (detail) {
            case Pageview _ -> {
                pageviews++;
                if (millis >= exitMillis) {
                    exitMillis = millis;
                    exitPage = seen;
                }
            }
            case CustomEvent event -> {
                events++;
                isEngaged |= event.isInteractive();
            }
            case Engagement engagement -> isEngaged |= engagement.endsBounce();
            case Heartbeat _ -> {}
        }
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
        return Instant.ofEpochMilli(lastMillis);
    }

    String path() {
        return path;
    }

    String source() {
        return source.referrerDomain().isEmpty() ? DIRECT : source.referrerDomain();
    }

    /** Whether there is a session at all: heartbeats and engagement alone make none. */
    boolean isSession() {
        return pageviews + events > 0;
    }

    /** Pageviews of the session so far. */
    int pageviews() {
        return pageviews;
    }

    /** Whether the session is a bounce so far. */
    boolean isBounce() {
        return pageviews == 1 && !isEngaged;
    }

    /** From the session's first activity to its last so far. */
    long durationMillis() {
        return lastMillis - firstMillis;
    }

    String entryPage() {
        return entryPage;
    }

    /** The text that a filter on a property of sessions looks at; empty where there is none. */
    Optional<String> text(Dimension property) {
        return property == Dimension.REGION
                ? Optional.of(place.region())
                : key(property).map(List::getFirst);
    }

    /** The row of a breakdown by a property of sessions, as {@link Dimension} describes it; empty where it is in none. */
    Optional<List<String>> key(Dimension property) {
        Campaign campaign = source.campaign();
        return switch (property) {
            case SOURCE -> Optional.of(List.of(source()));
            case CHANNEL -> Optional.of(List.of(source.channel().label()));
            case COUNTRY -> Optional.of(List.of(place.country()));
            case REGION -> Optional.of(List.of(place.country(), place.region()));
            case DEVICE -> Optional.of(List.of(client.device().label()));
            case BROWSER -> Optional.of(List.of(client.browser()));
            case OS -> Optional.of(List.of(client.os()));
            case ENTRY_PAGE -> Optional.of(List.of(entryPage));
            case EXIT_PAGE -> Optional.of(List.of(exitPage.isEmpty() ? entryPage : exitPage));
            case UTM_SOURCE -> present(campaign.source());
            case UTM_MEDIUM -> present(campaign.medium());
            case UTM_CAMPAIGN -> present(campaign.name());
            case CAMPAIGN ->
                Optional.of(List.of(campaign.source(), campaign.medium(), campaign.name()))
                        .filter(parts -> !String.join("", parts).isEmpty());
            case DAY, HOUR, PAGE, EVENT, EVENT_DETAIL, EVENT_DAY, EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_CURRENCY ->
                throw new IllegalArgumentException("No property of sessions: " + property);
        };
    }

    private static Optional<List<String>> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(List.of(text));
    }

    static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_A_MINUTE);
    }
}
