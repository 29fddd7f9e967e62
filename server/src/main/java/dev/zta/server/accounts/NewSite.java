package dev.zta.server.accounts;

import dev.zta.core.site.Exclusions;
import java.util.Optional;

/**
 * A site that somebody asks for; nothing in it has been checked but the types.
 *
 * @param ownerId the account it is to belong to
 * @param name empty: the domain
 * @param timezone empty: UTC
 * @param settings what is to be otherwise than the plan and {@link Exclusions#NONE} have it
 */
public record NewSite(
        String ownerId,
        String domain,
        Optional<String> name,
        Optional<String> timezone,
        boolean isPublic,
        SettingsChange settings) {
    /** For how long a site keeps its events. */
    public sealed interface Retention {
        /** What the plan gives unless told otherwise. */
        Retention DEFAULT = new ByPlan();

        /** For ever, or as long as the plan allows where it does not allow that. */
        Retention LONGEST = new AsLongAsPossible();

        record ByPlan() implements Retention {}

        record AsLongAsPossible() implements Retention {}

        /** For ever; refused where the plan has a maximum. */
        record ForEver() implements Retention {}

        record Days(long days) implements Retention {}
    }

    /** A site as the command line asks for it: with nothing but a domain and perhaps a time zone. */
    public static NewSite of(String ownerId, String domain, Optional<String> timezone, Retention retention) {
        SettingsChange settings = SettingsChange.ofRetention(Optional.of(retention));
        return new NewSite(ownerId, domain, Optional.empty(), timezone, false, settings);
    }
}
