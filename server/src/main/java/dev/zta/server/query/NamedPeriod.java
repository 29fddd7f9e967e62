package dev.zta.server.query;

import dev.zta.core.query.BadQueryException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The periods of the query interface (contract: stats-api, "Periods"). */
enum NamedPeriod {
    REALTIME("realtime"),
    DAY("day"),
    SEVEN_DAYS("7d"),
    THIRTY_DAYS("30d"),
    SIX_MONTHS("6mo"),
    TWELVE_MONTHS("12mo"),
    CUSTOM("custom");

    private final String code;

    NamedPeriod(String code) {
        this.code = code;
    }

    /** The name in requests. */
    String code() {
        return code;
    }

    /**
     * The period of this name.
     *
     * @throws BadQueryException for any other name
     */
    static NamedPeriod of(String code) {
        return Arrays.stream(values())
                .filter(period -> period.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new BadQueryException("Invalid period. Must be one of: "
                        + Arrays.stream(values()).map(NamedPeriod::code).collect(Collectors.joining(", "))));
    }

    /** The first day of one that ends today; a month without the same day ends with its last one. */
    LocalDate firstDay(LocalDate today) {
        return switch (this) {
            case DAY -> today;
            case SEVEN_DAYS -> today.minusDays(6);
            case THIRTY_DAYS -> today.minusDays(29);
            case SIX_MONTHS -> today.minusMonths(6).plusDays(1);
            case TWELVE_MONTHS -> today.minusMonths(12).plusDays(1);
            case REALTIME, CUSTOM -> throw new IllegalStateException(code + " has no first day of its own");
        };
    }
}
