package dev.zta.duckdb.packed;

import dev.zta.core.query.Measure;
import java.util.Arrays;

/** Counts chosen sessions by what they have of themselves. */
final class SessionCount {
    private final Choice choice;
    private final int[] visitors;
    private final int[] bounces;
    private final int[] durations;

    SessionCount(Choice choice) {
        this.choice = choice;
        visitors = visitors();
        bounces = choice.ofStarts(choice.piece.sessions().bounces);
        durations = choice.ofStarts(choice.piece.sessions().durations);
    }

    /** The visitor of each session that has something to be counted for; else 0. */
    private int[] visitors() {
        int[] all = new int[choice.sessions.length];
        for (int i = 0; i < all.length; i++) {
            boolean isSeen = choice.pageviews[i] > 0 || (choice.events[i] > 0 && !choice.hasPageFilter);
            all[i] = isSeen ? choice.visitor(i) : 0;
        }
        return all;
    }

    /** All under one key. */
    void addAll(KeySums sums, String key) {
        int[] places = new int[choice.sessions.length];
        if (places.length > 0) {
            Arrays.fill(places, sums.keys().place(key));
            add(sums, places);
        }
    }

    /** Each at its place. */
    void add(KeySums sums, int[] places) {
        sums.add(Measure.PAGEVIEWS, places, choice.pageviews);
        sums.addVisitors(places, visitors);
        sums.add(Measure.SESSIONS, places, choice.starts);
        sums.add(Measure.ENTRIES, places, choice.starts);
        sums.add(Measure.BOUNCES, places, bounces);
        sums.add(Measure.SESSION_MILLIS, places, durations);
        sums.add(Measure.TIMED_PAGEVIEWS, places, choice.timedPageviews);
        sums.add(Measure.PAGE_MILLIS, places, choice.pageMillis);
        sums.add(Measure.EVENTS, places, choice.events);
    }
}
