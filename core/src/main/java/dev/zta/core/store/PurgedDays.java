package dev.zta.core.store;

import java.time.LocalDate;

/**
 * Days of a site that were removed since it no longer keeps them.
 *
 * @param days how many had records
 * @param from the first of them
 * @param to the last of them
 */
public record PurgedDays(int days, LocalDate from, LocalDate to) {}
