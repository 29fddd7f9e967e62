package dev.zta.store.contract;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Client;
import dev.zta.core.event.Event;
import dev.zta.core.query.Dimension;
import java.util.List;
import java.util.Optional;

/** Reads the properties of a session (contract: stats-api, "Properties"). */
final class Properties {
    private static final String DIRECT = "(direct)";

    private Properties() {}

    /** The text that a filter looks at; empty where the session has no such value. */
    static Optional<String> of(Session session, Dimension dimension) {
        return dimension == Dimension.REGION
                ? Optional.of(session.opening().place().region())
                : key(session, dimension).map(List::getFirst);
    }

    /** The row that the session belongs to; empty where it belongs to none. */
    static Optional<List<String>> key(Session session, Dimension dimension) {
        Event opening = session.opening();
        Client client = opening.client();
        Campaign campaign = opening.source().campaign();
        String domain = opening.source().referrerDomain();
        return switch (dimension) {
            case SOURCE -> some(domain.isEmpty() ? DIRECT : domain);
            case CHANNEL -> some(opening.source().channel().label());
            case COUNTRY -> some(opening.place().country());
            case REGION ->
                Optional.of(List.of(opening.place().country(), opening.place().region()));
            case DEVICE -> some(client.device().label());
            case BROWSER -> some(client.browser());
            case OS -> some(client.os());
            case ENTRY_PAGE -> some(session.entryPage());
            case EXIT_PAGE -> some(session.exitPage());
            case UTM_SOURCE -> unlessAbsent(campaign.source());
            case UTM_MEDIUM -> unlessAbsent(campaign.medium());
            case UTM_CAMPAIGN -> unlessAbsent(campaign.name());
            case CAMPAIGN ->
                Optional.of(List.of(campaign.source(), campaign.medium(), campaign.name()))
                        .filter(parts -> !String.join("", parts).isEmpty());
            case DAY, HOUR, PAGE, EVENT, EVENT_DETAIL, EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_CURRENCY, EVENT_DAY ->
                throw new IllegalArgumentException("Not of a session: " + dimension);
        };
    }

    private static Optional<List<String>> some(String value) {
        return Optional.of(List.of(value));
    }

    private static Optional<List<String>> unlessAbsent(String value) {
        return Optional.of(List.of(value)).filter(_ -> !value.isEmpty());
    }
}
