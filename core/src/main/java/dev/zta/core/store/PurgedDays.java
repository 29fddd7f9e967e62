package dev.zta.core.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Days of a site that are removed since it no longer keeps them.
 *
 * @param days how many have records
 * @param from the first of them
 * @param to the last of them
 */
public record PurgedDays(int days, LocalDate from, LocalDate to) {
    /** These days, each of which has records; empty when there are none. */
    public static Optional<PurgedDays> of(Stream<LocalDate> withRecords) {
        List<LocalDate> days = withRecords.sorted().toList();
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(new PurgedDays(days.size(), days.getFirst(), days.getLast()));
    }
}
