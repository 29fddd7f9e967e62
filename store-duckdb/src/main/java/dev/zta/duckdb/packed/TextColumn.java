package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import java.util.List;
import java.util.Optional;

/** Texts of a session, of which several dimensions may be made. Parts of one text are joined by {@link #SEPARATOR}. */
public enum TextColumn {
    ENTRY_PAGE,
    EXIT_PAGE,
    REFERRER,
    CHANNEL,
    /** Source, medium and campaign. */
    CAMPAIGN,
    DEVICE,
    BROWSER,
    OS,
    /** Country and region. */
    PLACE;

    /** Joins the parts of a text; control characters never occur in stored text. */
    public static final String SEPARATOR = "\u001f";

    private static final String DIRECT = "(direct)";

    /** The column that a session's key by the dimension is made of. */
    static TextColumn of(Dimension property) {
        return switch (property) {
            case ENTRY_PAGE -> ENTRY_PAGE;
            case EXIT_PAGE -> EXIT_PAGE;
            case SOURCE -> REFERRER;
            case CHANNEL -> CHANNEL;
            case CAMPAIGN, UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN -> CAMPAIGN;
            case DEVICE -> DEVICE;
            case BROWSER -> BROWSER;
            case OS -> OS;
            case COUNTRY, REGION -> PLACE;
            case DAY, HOUR, PAGE, EVENT, EVENT_DETAIL, EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_CURRENCY, EVENT_DAY ->
                throw new IllegalArgumentException("No property of sessions: " + property);
        };
    }

    /** Whether its texts are paths, which sessions and hits have in common. */
    boolean isPath() {
        return this == ENTRY_PAGE || this == EXIT_PAGE;
    }

    /** Whether the texts of the dimension's column are its keys. */
    static boolean isKey(Dimension property) {
        return switch (property) {
            case SOURCE, COUNTRY, CAMPAIGN, UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN -> false;
            default -> true;
        };
    }

    /** The key that a text of the dimension's column stands for; empty: such a session has none. */
    static Optional<String> key(Dimension property, String text) {
        return switch (property) {
            case SOURCE -> Optional.of(text.isEmpty() ? DIRECT : text);
            case COUNTRY -> Optional.of(part(text, 0));
            case CAMPAIGN -> Optional.of(text).filter(parts -> !parts.equals(SEPARATOR + SEPARATOR));
            case UTM_SOURCE -> present(part(text, 0));
            case UTM_MEDIUM -> present(part(text, 1));
            case UTM_CAMPAIGN -> present(part(text, 2));
            default -> Optional.of(text);
        };
    }

    /** Whether sessions with this text pass; an absent value passes only a filter that must not match. */
    static boolean passes(Filter filter, String text) {
        Optional<String> value =
                filter.dimension() == Dimension.REGION ? Optional.of(part(text, 1)) : key(filter.dimension(), text);
        return value.map(filter::passes).orElse(filter.operator() == Filter.Operator.IS_NOT);
    }

    private static Optional<String> present(String part) {
        return Optional.of(part).filter(text -> !text.isEmpty());
    }

    private static String part(String text, int number) {
        return List.of(text.split(SEPARATOR, -1)).get(number);
    }
}
