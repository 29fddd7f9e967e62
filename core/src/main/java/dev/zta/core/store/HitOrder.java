package dev.zta.core.store;

/** In which direction hits are read. Hits of the same instant are in the order in which they came, or in its reverse. */
public enum HitOrder {
    OLDEST_FIRST,
    NEWEST_FIRST
}
