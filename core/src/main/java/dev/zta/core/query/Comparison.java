package dev.zta.core.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the numbers of a period are compared with (contract: stats, "GET /api/stats"). */
public enum Comparison {
    PREVIOUS_PERIOD("previous_period"),
    PREVIOUS_YEAR("previous_year");

    private final String code;

    Comparison(String code) {
        this.code = code;
    }

    /** The name in requests. */
    public String code() {
        return code;
    }

    /**
     * The comparison of this name, or none when nothing was asked for.
     *
     * @throws BadQueryException for any other name
     */
    public static Optional<Comparison> parse(Optional<String> text) {
        return text.map(Comparison::named);
    }

    private static Comparison named(String text) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.code.equals(text))
                .findFirst()
                .orElseThrow(() -> BadQueryException.validation(
                        "compare",
                        "Must be "
                                + Arrays.stream(values()).map(Comparison::code).collect(Collectors.joining(" or "))));
    }
}
