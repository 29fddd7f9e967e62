package dev.zta.server.sites;

import dev.zta.core.site.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How a site's settings are shown, field by field in the contract's order (contract: sites). */
public final class SettingsView {
    private SettingsView() {}

    /** All settings that every role of the site may see. */
    public static Map<String, Object> of(Site site) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("excludePaths", site.exclusions().paths());
        settings.put("ignoreParams", site.exclusions().ignoredParameters());
        settings.put("dataRetention", boxed(site.retentionDays()));
        settings.put("heatmapPages", site.heatmapPages());
        settings.put("excludeCountries", site.exclusions().countries());
        settings.put("allowHostnames", site.exclusions().allowedHostnames());
        settings.put("excludeReferrers", site.exclusions().referrers());
        settings.put("referrerSpam", site.exclusions().dropsReferrerSpam());
        return settings;
    }

    /** The same with the addresses that are not counted, which owner and admins alone see (contract: beyond). */
    static Map<String, Object> withAddresses(Site site) {
        Map<String, Object> settings = of(site);
        settings.put("excludeIps", site.exclusions().addresses());
        return settings;
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
