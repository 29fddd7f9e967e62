package dev.zta.duckdb.packed;

import java.util.Arrays;

/**
 * The sessions of a piece that filters choose and that have hits in its cut, with what they have there; visitors and sessions
 * have numbers that no other piece's have. All arrays are by place among the chosen sessions.
 */
final class Choice {
    final PieceColumns piece;
    final Matches matches;
    final boolean hasPageFilter;

    /** The numbers of the chosen sessions within the piece. */
    final int[] sessions;

    final int[] pageviews;
    final int[] events;
    final int[] timedPageviews;
    final long[] pageMillis;

    /** 1 for those that began in the cut. */
    final int[] starts;

    Choice(PieceColumns piece, Matches matches) {
        this.piece = piece;
        this.matches = matches;
        hasPageFilter = matches.hasPageFilter();
        int[] passing = matches.sessions(piece.sessions());
        if (piece.cut().isWhole() && !hasPageFilter) {
            sessions = passing;
            pageviews = gathered(piece.sessions().pageviews);
            events = gathered(piece.sessions().events);
            timedPageviews = gathered(piece.sessions().timedPageviews);
            pageMillis = Arrays.stream(sessions)
                    .mapToLong(session -> piece.sessions().pageMillis[session])
                    .toArray();
        } else {
            InCut inCut = new InCut(passing);
            sessions = inCut.found();
            pageviews = inCut.gathered(inCut.views);
            events = inCut.gathered(inCut.fired);
            timedPageviews = inCut.gathered(inCut.timed);
            pageMillis = Arrays.stream(inCut.places())
                    .mapToLong(i -> inCut.millis[i])
                    .toArray();
        }
        starts = starts();
    }

    private int[] gathered(int[] column) {
        int[] gathered = new int[sessions.length];
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = column[sessions[i]];
        }
        return gathered;
    }

    private int[] starts() {
        int[] all = new int[sessions.length];
        if (piece.cut().isWhole()) {
            Arrays.fill(all, 1);
            return all;
        }
        int[] times = piece.times().starts();
        for (int i = 0; i < all.length; i++) {
            all[i] = piece.cut().has(times[sessions[i]]) ? 1 : 0;
        }
        return all;
    }

    /** A chosen session's column, where it began in the cut; else 0. */
    int[] ofStarts(int[] column) {
        int[] values = gathered(column);
        for (int i = 0; i < values.length; i++) {
            values[i] *= starts[i];
        }
        return values;
    }

    /** The visitor of a chosen session. */
    int visitor(int place) {
        return piece.firstVisitor() + piece.sessions().visitors[sessions[place]];
    }

    /** What sessions have in the cut, counted from their hits. */
    private final class InCut {
        private final int[] passing;
        final int[] views;
        final int[] fired;
        final int[] timed;
        final long[] millis;

        InCut(int[] passing) {
            this.passing = passing;
            views = new int[passing.length];
            fired = new int[passing.length];
            timed = new int[passing.length];
            millis = new long[passing.length];
            for (int i = 0; i < passing.length; i++) {
                count(i);
            }
        }

        private void count(int place) {
            int session = passing[place];
            int end = piece.sessions().firstHits[session + 1];
            for (int hit = piece.sessions().firstHits[session]; hit < end; hit++) {
                if (piece.isInCut(hit)) {
                    add(place, hit);
                }
            }
        }

        private void add(int place, int hit) {
            int path = piece.hits().paths()[hit];
            if (path == 0) {
                fired[place]++;
            } else if (matches.isChosenView(path)) {
                views[place]++;
                int known = piece.hits().millis()[hit];
                timed[place] += known > 0 ? 1 : 0;
                millis[place] += known > 0 ? known - 1 : 0;
            }
        }

        /** Places of sessions that have anything there. */
        int[] places() {
            int[] places = new int[passing.length];
            int count = 0;
            for (int i = 0; i < passing.length; i++) {
                places[count] = i;
                count += views[i] > 0 || (fired[i] > 0 && !hasPageFilter) ? 1 : 0;
            }
            return Arrays.copyOf(places, count);
        }

        int[] found() {
            return gathered(passing);
        }

        int[] gathered(int[] values) {
            return Arrays.stream(places()).map(place -> values[place]).toArray();
        }
    }
}
