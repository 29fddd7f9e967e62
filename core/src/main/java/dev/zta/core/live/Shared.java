package dev.zta.core.live;

import java.util.HashMap;
import java.util.Map;

/** Values that many visitors have in common, each held once. Forgets all of them when they become too many. Thread-safe. */
final class Shared {
    private static final int MOST = 20_000;

    private final Map<Object, Object> values = new HashMap<>();

    /** An equal value, the one held if there is one. */
    @SuppressWarnings("unchecked") // what is held is equal to the value, and equal values here are of one class
    synchronized <T> T of(T value) {
        if (values.size() >= MOST) {
            values.clear();
        }
        Object held = values.putIfAbsent(value, value);
        return held == null ? value : (T) held;
    }
}
