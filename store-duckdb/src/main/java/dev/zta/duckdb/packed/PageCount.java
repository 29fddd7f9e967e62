package dev.zta.duckdb.packed;

import dev.zta.core.query.Measure;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Counts pageviews in the cut by path; a session is counted at each path it saw, its entry and bounce at the first one. */
final class PageCount {
    private static final Set<Measure> OF_TIME =
            Collections.unmodifiableSet(EnumSet.of(Measure.TIMED_PAGEVIEWS, Measure.PAGE_MILLIS));

    private static final Set<Measure> OF_SESSIONS = Collections.unmodifiableSet(
            EnumSet.of(Measure.SESSIONS, Measure.ENTRIES, Measure.BOUNCES, Measure.SESSION_MILLIS, Measure.EVENTS));

    private final Choice choice;
    private int count;

    /** Of each found pageview: the place of its path, itself, its session's place among the chosen ones, and whose it is. */
    private final int[] places;

    private final int[] hits;
    private final int[] chosen;
    private final int[] visitors;

    /**
     * The chosen pageviews.
     *
     * @param paths the place of each path
     */
    PageCount(Choice choice, Places paths) {
        this.choice = choice;
        int most = choice.piece.hits().paths().length;
        places = new int[most];
        hits = new int[most];
        chosen = new int[most];
        visitors = new int[most];
        find(paths);
    }

    private void find(Places paths) {
        int[] firstHits = choice.piece.sessions().firstHits;
        int[] pathOf = choice.piece.hits().paths();
        for (int i = 0; i < choice.sessions.length; i++) {
            int session = choice.sessions[i];
            int visitor = choice.visitor(i);
            for (int hit = firstHits[session]; hit < firstHits[session + 1]; hit++) {
                if (choice.matches.isChosenView(pathOf[hit]) && choice.piece.isInCut(hit)) {
                    places[count] = paths.of(pathOf[hit] - 1);
                    hits[count] = hit;
                    chosen[count] = i;
                    visitors[count] = visitor;
                    count++;
                }
            }
        }
    }

    void addTo(KeySums sums) {
        int[] found = Arrays.copyOf(places, count);
        sums.addOnes(Measure.PAGEVIEWS, found);
        sums.addVisitors(found, visitors);
        if (sums.wantsAny(OF_TIME)) {
            addTimes(sums, found);
        }
        if (sums.wantsAny(OF_SESSIONS)) {
            addSessions(sums, found);
        }
    }

    private void addTimes(KeySums sums, int[] found) {
        int[] known = choice.piece.hits().millis();
        int[] timed = new int[count];
        int[] millis = new int[count];
        for (int i = 0; i < count; i++) {
            timed[i] = Math.min(1, known[hits[i]]);
            millis[i] = Math.max(0, known[hits[i]] - 1);
        }
        sums.add(Measure.TIMED_PAGEVIEWS, found, timed);
        sums.add(Measure.PAGE_MILLIS, found, millis);
    }

    private void addSessions(KeySums sums, int[] found) {
        int[] first = sums.firsts(found, sessions());
        int[] starts = new int[count];
        int[] events = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = first[i] * choice.starts[chosen[i]];
            events[i] = first[i] * choice.events[chosen[i]];
        }
        int[] enters = enters(starts);
        sums.add(Measure.SESSIONS, found, starts);
        sums.add(Measure.ENTRIES, found, enters);
        sums.add(Measure.BOUNCES, found, times(enters, choice.piece.sessions().bounces));
        sums.add(Measure.SESSION_MILLIS, found, times(starts, choice.piece.sessions().durations));
        sums.add(Measure.EVENTS, found, events);
    }

    /** The number of each pageview's session, which no other session has. */
    private int[] sessions() {
        int[] sessions = new int[count];
        for (int i = 0; i < count; i++) {
            sessions[i] = choice.piece.firstSession() + choice.sessions[chosen[i]];
        }
        return sessions;
    }

    /** Those of the starts whose session began on the path. */
    private int[] enters(int[] starts) {
        int[] entryPages = choice.piece.sessions().numbers(TextColumn.ENTRY_PAGE);
        int[] paths = choice.piece.hits().paths();
        int[] enters = new int[count];
        for (int i = 0; i < count; i++) {
            enters[i] = paths[hits[i]] - 1 == entryPages[choice.sessions[chosen[i]]] ? starts[i] : 0;
        }
        return enters;
    }

    private int[] times(int[] counted, int[] columnOfSessions) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = counted[i] * columnOfSessions[choice.sessions[chosen[i]]];
        }
        return values;
    }
}
