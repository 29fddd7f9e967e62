package dev.zta.core.query;

import java.util.EnumMap;
import java.util.Map;

/**
 * A value of each measure; one that was not asked for is 0.
 *
 * @param values what differs from 0
 */
public record Measures(Map<Measure, Long> values) {
    public static final Measures ZERO = new Measures(Map.of());

    public Measures {
        EnumMap<Measure, Long> copy = new EnumMap<>(Measure.class);
        values.forEach((measure, value) -> {
            if (value != 0) {
                copy.put(measure, value);
            }
        });
        values = copy;
    }

    @Override
    public Map<Measure, Long> values() {
        return Map.copyOf(values);
    }

    public long get(Measure measure) {
        return values.getOrDefault(measure, 0L);
    }

    /** The same with one measure set. */
    public Measures with(Measure measure, long value) {
        Map<Measure, Long> changed = new EnumMap<>(Measure.class);
        changed.putAll(values);
        changed.put(measure, value);
        return new Measures(changed);
    }

    /** Sum of both, measure by measure. */
    public Measures plus(Measures other) {
        Map<Measure, Long> sum = new EnumMap<>(Measure.class);
        sum.putAll(values);
        other.values.forEach((measure, value) -> sum.merge(measure, value, Long::sum));
        return new Measures(sum);
    }
}
