package dev.zta.server.accounts;

import dev.zta.core.site.Exclusions;
import dev.zta.server.accounts.NewSite.Retention;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody wants a site's settings to be, key by key (contract: sites, "PATCH /api/sites"; beyond, "Exclusions per
 * site"); nothing in it has been checked but the types. What is empty stays.
 */
public record SettingsChange(
        Optional<List<String>> excludePaths,
        Optional<List<String>> ignoreParams,
        Optional<Retention> retention,
        Optional<List<String>> heatmapPages,
        Optional<List<String>> excludeIps,
        Optional<List<String>> excludeCountries,
        Optional<List<String>> allowHostnames,
        Optional<List<String>> excludeReferrers,
        Optional<Boolean> referrerSpam) {
    /** For how long events are kept, and nothing else. */
    static SettingsChange ofRetention(Optional<Retention> retention) {
        return new SettingsChange(
                Optional.empty(),
                Optional.empty(),
                retention,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it asks for nothing at all. */
    boolean isEmpty() {
        return Stream.of(
                        excludePaths,
                        ignoreParams,
                        retention,
                        heatmapPages,
                        excludeIps,
                        excludeCountries,
                        allowHostnames,
                        excludeReferrers,
                        referrerSpam)
                .allMatch(Optional::isEmpty);
    }

    /** The exclusions after it. */
    Exclusions appliedTo(Exclusions before) {
        return new Exclusions(
                excludePaths.orElse(before.paths()),
                ignoreParams.orElse(before.ignoredParameters()),
                excludeIps.orElse(before.addresses()),
                excludeCountries.orElse(before.countries()),
                allowHostnames.orElse(before.allowedHostnames()),
                excludeReferrers.orElse(before.referrers()),
                referrerSpam.orElse(before.dropsReferrerSpam()));
    }

    /** Addresses are never printed. */
    @Override
    public String toString() {
        return "A change of settings";
    }
}
