package dev.zta.core.activity;

/**
 * An act as it stands in the log. In an hourly one the time is the first moment in the hour; the metadata say how often it
 * happened and when last.
 *
 * @param id {@code activity_…}
 */
public record ActivityEntry(String id, Act act) {}
