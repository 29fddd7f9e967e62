package dev.zta.server.health;

/**
 * Something that has to work.
 *
 * @param name as it stands in the answer
 * @param attempt tries it; throws when it doesn't work
 */
public record HealthCheck(String name, Runnable attempt) {}
