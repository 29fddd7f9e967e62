package dev.zta.server.accounts;

import dev.zta.core.address.AddressRanges;
import dev.zta.core.site.DomainName;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Bounds of the settings that leave visitors out (contract: beyond, "Exclusions per site"), and the form they are stored in. */
final class VisitorExclusions {
    private static final int MOST_ADDRESSES = 50;
    private static final int MOST_COUNTRIES = 50;
    private static final int MOST_HOSTNAMES = 20;
    private static final int MOST_REFERRERS = 200;

    /** Four numbers, or something with a colon; the old short forms of IPv4 are not what anybody means. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|(?=[^/]*:)[0-9A-Fa-f:.]{2,45})(?:/\\d{1,3})?");

    private static final Set<String> COUNTRIES = countries();

    private VisitorExclusions() {}

    /** Codes of ISO 3166-1, and the one for Kosovo that country databases use. */
    private static Set<String> countries() {
        Set<String> codes = new HashSet<>(Arrays.asList(Locale.getISOCountries()));
        codes.add("XK");
        return Set.copyOf(codes);
    }

    /** The same change in the form in which it is stored. */
    static SettingsChange checked(SettingsChange wanted) {
        return new SettingsChange(
                wanted.excludePaths(),
                wanted.ignoreParams(),
                wanted.retention(),
                wanted.heatmapPages(),
                wanted.excludeIps()
                        .map(list -> each(
                                list,
                                "excludeIps",
                                MOST_ADDRESSES,
                                "addresses or CIDR ranges",
                                text -> Optional.of(text.strip()).filter(VisitorExclusions::isRange))),
                wanted.excludeCountries()
                        .map(list -> each(
                                list,
                                "excludeCountries",
                                MOST_COUNTRIES,
                                "country codes",
                                text -> Optional.of(text.strip().toUpperCase(Locale.ROOT))
                                        .filter(COUNTRIES::contains))),
                wanted.allowHostnames()
                        .map(list -> each(
                                list,
                                "allowHostnames",
                                MOST_HOSTNAMES,
                                "host names",
                                text -> DomainName.parse(text, true))),
                wanted.excludeReferrers()
                        .map(list -> each(
                                list,
                                "excludeReferrers",
                                MOST_REFERRERS,
                                "domains",
                                text -> DomainName.parse(text, false).map(VisitorExclusions::withoutWww))),
                wanted.referrerSpam());
    }

    private static List<String> each(
            List<String> texts, String field, int most, String what, Function<String, Optional<String>> form) {
        List<String> good =
                texts.stream().flatMap(text -> form.apply(text).stream()).toList();
        if (texts.size() > most || good.size() < texts.size()) {
            throw SiteSettings.invalid("settings." + field, "must be at most " + most + " " + what);
        }
        return good;
    }

    private static boolean isRange(String text) {
        try {
            return ADDRESS.matcher(text).matches()
                    && AddressRanges.parse(text).ranges().size() == 1;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String withoutWww(String domain) {
        return domain.startsWith("www.") ? domain.substring("www.".length()) : domain;
    }
}
