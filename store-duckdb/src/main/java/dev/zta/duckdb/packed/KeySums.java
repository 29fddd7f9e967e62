package dev.zta.duckdb.packed;

import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Sums of measures by key. */
final class KeySums {
    private static final int FEW = 64;

    private final Keys keys;
    private final Map<Measure, long[]> sums = new EnumMap<>(Measure.class);

    /** By place: the visitor and the session that were counted last. Both come in order. */
    private int[] lastVisitors = new int[FEW];

    private int[] lastSessions = new int[FEW];

    /**
     * Nothing yet.
     *
     * @param keys may be those of other sums too
     */
    KeySums(Set<Measure> measures, Keys keys) {
        this.keys = keys;
        measures.forEach(measure -> sums.put(measure, new long[FEW]));
    }

    /** Adds a value of each measure to the sums of a key; measures that are not wanted are left out. */
    void add(String key, List<Measure> measures, long[] values) {
        int place = keys.place(key);
        for (int i = 0; i < values.length; i++) {
            if (wants(measures.get(i))) {
                of(measures.get(i))[place] += values[i];
            }
        }
    }

    /**
     * Adds all that others have, who want the same measures.
     *
     * @param places {@link Keys#placesOf where} each of their keys stands here
     */
    void addAll(KeySums others, int[] places) {
        for (Measure measure : sums.keySet()) {
            long[] of = of(measure);
            for (int i = 0; i < places.length; i++) {
                of[places[i]] += others.sum(i, measure);
            }
        }
    }

    Keys keys() {
        return keys;
    }

    boolean wants(Measure measure) {
        return sums.containsKey(measure);
    }

    boolean wantsAny(Set<Measure> measures) {
        return measures.stream().anyMatch(this::wants);
    }

    /** A wanted measure's sums, with room for all keys that there are. */
    private long[] of(Measure measure) {
        long[] known = Objects.requireNonNull(sums.get(measure));
        if (known.length < keys.size()) {
            known = Arrays.copyOf(known, 2 * keys.size());
            sums.put(measure, known);
        }
        return known;
    }

    /** Adds a value to the sum at each place, if the measure is wanted; places below 0 stand for none. */
    void add(Measure measure, int[] places, int[] values) {
        if (wants(measure)) {
            long[] of = of(measure);
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    of[places[i]] += values[i];
                }
            }
        }
    }

    /** Adds 1 at each place, if the measure is wanted. */
    void addOnes(Measure measure, int[] places) {
        if (wants(measure)) {
            long[] of = of(measure);
            for (int place : places) {
                of[place]++;
            }
        }
    }

    /** Adds large values as {@link #add(Measure, int[], int[])} adds others. */
    void add(Measure measure, int[] places, long[] values) {
        if (wants(measure)) {
            long[] of = of(measure);
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    of[places[i]] += values[i];
                }
            }
        }
    }

    /** Counts visitors, who come in order, once at each place, if they are wanted; 0 stands for nobody, and there may be more. */
    void addVisitors(int[] places, int[] visitors) {
        if (wants(Measure.VISITORS)) {
            long[] of = of(Measure.VISITORS);
            lastVisitors = roomy(lastVisitors);
            int[] last = lastVisitors;
            for (int i = 0; i < places.length; i++) {
                int place = places[i];
                if (place >= 0 && visitors[i] != 0 && last[place] != visitors[i]) {
                    last[place] = visitors[i];
                    of[place]++;
                }
            }
        }
    }

    /** 1 where a session comes to a place for the first time, else 0; sessions come in order. */
    int[] firsts(int[] places, int[] sessions) {
        int[] firsts = new int[places.length];
        lastSessions = roomy(lastSessions);
        int[] last = lastSessions;
        for (int i = 0; i < places.length; i++) {
            firsts[i] = last[places[i]] == sessions[i] ? 0 : 1;
            last[places[i]] = sessions[i];
        }
        return firsts;
    }

    private int[] roomy(int[] array) {
        return array.length < keys.size() ? Arrays.copyOf(array, 2 * keys.size()) : array;
    }

    long sum(int place, Measure measure) {
        long[] of = sums.get(measure);
        return of == null || place >= of.length ? 0 : of[place];
    }

    boolean isAnything(int place) {
        for (long[] of : sums.values()) {
            if (place < of.length && of[place] != 0) {
                return true;
            }
        }
        return false;
    }

    Measures measures(int place) {
        Map<Measure, Long> values = new EnumMap<>(Measure.class);
        sums.keySet().forEach(measure -> values.put(measure, sum(place, measure)));
        return new Measures(values);
    }
}
