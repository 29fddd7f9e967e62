package dev.zta.duckdb.packed;

import dev.zta.core.query.Measure;
import dev.zta.core.query.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Counts hits by the clock hour they came in, and sessions by that in which they began. A key is the hour's first instant in the
 * range, in milliseconds since 1970.
 */
final class HourCount {
    private static final int NOT_LOOKED_UP = -2;
    private static final int MINUTE_MILLIS = 60_000;

    private final Choice choice;
    private final Period period;
    private final int[] placeOfMinute;

    HourCount(Choice choice, Period period) {
        this.choice = choice;
        this.period = period;
        Duration length = Duration.between(
                choice.piece.day().startsAt(), choice.piece.day().endsAt());
        // No zone has changed its clocks other than on a whole minute since there is a web.
        placeOfMinute = new int[(int) length.toMinutes() + 1];
        Arrays.fill(placeOfMinute, NOT_LOOKED_UP);
    }

    void addTo(KeySums sums) {
        addBeginnings(sums);
        addHits(sums);
    }

    private void addBeginnings(KeySums sums) {
        int[] times = choice.piece.times().starts();
        int[] places = new int[choice.sessions.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = choice.starts[i] > 0 ? place(sums.keys(), times[choice.sessions[i]]) : Places.NONE;
        }
        sums.add(Measure.SESSIONS, places, choice.starts);
        sums.add(Measure.ENTRIES, places, choice.starts);
        sums.add(Measure.BOUNCES, places, choice.ofStarts(choice.piece.sessions().bounces));
        sums.add(Measure.SESSION_MILLIS, places, choice.ofStarts(choice.piece.sessions().durations));
    }

    private void addHits(KeySums sums) {
        int[] paths = choice.piece.hits().paths();
        int[] millis = choice.piece.hits().millis();
        int[] visitorOf = new int[paths.length];
        int[] places = places(sums.keys(), visitorOf);
        IntUnaryOperator isView = hit -> choice.matches.isChosenView(paths[hit]) ? 1 : 0;
        sums.add(Measure.PAGEVIEWS, places, each(places, isView));
        sums.add(Measure.EVENTS, places, each(places, hit -> paths[hit] == 0 ? 1 : 0));
        sums.add(
                Measure.TIMED_PAGEVIEWS,
                places,
                each(places, hit -> isView.applyAsInt(hit) * Math.min(1, millis[hit])));
        sums.add(
                Measure.PAGE_MILLIS,
                places,
                each(places, hit -> isView.applyAsInt(hit) * Math.max(0, millis[hit] - 1)));
        sums.addVisitors(
                places,
                each(places, hit -> choice.hasPageFilter ? isView.applyAsInt(hit) * visitorOf[hit] : visitorOf[hit]));
    }

    /** The place of each hit of the piece, none for those not in the cut or not of chosen sessions; and whose it is. */
    private int[] places(Keys keys, int[] visitorOf) {
        int[] places = new int[visitorOf.length];
        Arrays.fill(places, Places.NONE);
        int[] firstHits = choice.piece.sessions().firstHits;
        for (int i = 0; i < choice.sessions.length; i++) {
            int end = firstHits[choice.sessions[i] + 1];
            for (int hit = firstHits[choice.sessions[i]]; hit < end; hit++) {
                if (choice.piece.isInCut(hit)) {
                    places[hit] = place(keys, choice.piece.times().hits()[hit]);
                    visitorOf[hit] = choice.visitor(i);
                }
            }
        }
        return places;
    }

    private static int[] each(int[] places, IntUnaryOperator value) {
        int[] values = new int[places.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = places[i] >= 0 ? value.applyAsInt(i) : 0;
        }
        return values;
    }

    private int place(Keys keys, int ms) {
        int minute = ms / MINUTE_MILLIS;
        if (placeOfMinute[minute] == NOT_LOOKED_UP) {
            Instant at = choice.piece.day().startsAt().plusMillis((long) minute * MINUTE_MILLIS);
            Instant hour =
                    at.atZone(period.zone()).truncatedTo(ChronoUnit.HOURS).toInstant();
            long key = Math.max(period.start().toEpochMilli(), hour.toEpochMilli());
            placeOfMinute[minute] = keys.place(Long.toString(key));
        }
        return placeOfMinute[minute];
    }
}
