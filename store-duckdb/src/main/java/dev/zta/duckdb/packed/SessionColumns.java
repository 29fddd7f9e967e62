package dev.zta.duckdb.packed;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The sessions of a {@link PackedPiece}, and where the hits of each begin. Arrays are not to be changed. */
final class SessionColumns {
    final int[] visitors;
    final int[] bounces;
    final int[] pageviews;
    final int[] events;
    final int[] timedPageviews;
    final int[] durations;
    final long[] pageMillis;

    /** The first hit of each session, and behind them the number of all hits. */
    final int[] firstHits;

    private final Map<TextColumn, int[]> numbers = new EnumMap<>(TextColumn.class);

    SessionColumns(byte[] packed) {
        ByteReader reader = new ByteReader(packed);
        visitors = summedUp(reader.column());
        bounces = reader.column();
        pageviews = reader.column();
        events = reader.column();
        timedPageviews = reader.column();
        durations = reader.column();
        pageMillis = reader.longColumn();
        for (TextColumn column : TextColumn.values()) {
            numbers.put(column, reader.column());
        }
        firstHits = firstHits();
    }

    private static int[] summedUp(int[] isNew) {
        for (int i = 1; i < isNew.length; i++) {
            isNew[i] += isNew[i - 1];
        }
        return isNew;
    }

    private int[] firstHits() {
        int[] first = new int[count() + 1];
        for (int i = 0; i < count(); i++) {
            first[i + 1] = first[i] + pageviews[i] + events[i];
        }
        return first;
    }

    int count() {
        return visitors.length;
    }

    /** The number of each session's text, counted from 0. */
    int[] numbers(TextColumn column) {
        return Objects.requireNonNull(numbers.get(column));
    }
}
