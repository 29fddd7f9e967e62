package dev.zta.core.collect;

import dev.zta.core.address.AddressRanges;
import dev.zta.core.event.Place;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A site's settings, made ready for collecting. Immutable; made once for each state of a site. */
public final class SiteRules {
    private final Site site;
    private final List<PathPattern> excludedPaths;
    private final Set<String> ignoredParameters;
    private final AddressRanges excludedAddresses;
    private final Set<String> excludedCountries;
    private final Set<String> allowedHostnames;
    private final Domains excludedReferrers;
    private final Domains referrerSpam;

    /**
     * A site's rules.
     *
     * @param referrerSpam the public list of referrer spam, which holds unless the site's settings say otherwise
     */
    public SiteRules(Site site, Domains referrerSpam) {
        this.site = site;
        Exclusions exclusions = site.exclusions();
        excludedPaths = exclusions.paths().stream().map(PathPattern::of).toList();
        Set<String> ignored = new HashSet<>();
        exclusions.ignoredParameters().forEach(name -> ignored.add(name.toLowerCase(Locale.ROOT)));
        ignoredParameters = Set.copyOf(ignored);
        excludedAddresses = AddressRanges.parse(String.join(",", exclusions.addresses()));
        excludedCountries = Set.copyOf(exclusions.countries());
        allowedHostnames = Set.copyOf(exclusions.allowedHostnames());
        excludedReferrers = Domains.of(exclusions.referrers());
        this.referrerSpam = exclusions.dropsReferrerSpam() ? referrerSpam : Domains.NONE;
    }

    public Site site() {
        return site;
    }

    /** What is stored of a path or full address. */
    public String cleanPath(String raw) {
        return PathCleaner.clean(raw, ignoredParameters);
    }

    /**
     * Whether nothing of a path is stored.
     *
     * @param path cleaned, with or without query
     */
    public boolean excludes(String path) {
        if (excludedPaths.isEmpty()) {
            return false;
        }
        String bare = PathCleaner.withoutQuery(path);
        return excludedPaths.stream().anyMatch(pattern -> pattern.matches(bare));
    }

    /**
     * Whether nothing of a visitor with this address is stored.
     *
     * @param address whole, not cut to its network; what is no address is never excluded
     */
    public boolean excludesAddress(String address) {
        return !excludedAddresses.ranges().isEmpty()
                && AddressRanges.literal(address)
                        .filter(excludedAddresses::contains)
                        .isPresent();
    }

    /** Whether any country is excluded, so that a visitor's place must be known. */
    public boolean excludesCountries() {
        return !excludedCountries.isEmpty();
    }

    /** Whether nothing of visitors there is stored. */
    public boolean excludesCountry(Place place) {
        return excludedCountries.contains(place.country());
    }

    /**
     * Whether the page's host is none of those that alone may report.
     *
     * @param origin a browser's {@code Origin} header
     */
    public boolean excludesHostname(String origin) {
        return !allowedHostnames.isEmpty()
                && OriginRule.host(origin).filter(allowedHostnames::contains).isEmpty();
    }

    /**
     * Whether nothing of visitors who come from there is stored: from a domain that the owner or the public list names, or one
     * below it.
     *
     * @param referrer address of the referring page
     */
    public boolean excludesReferrer(String referrer) {
        if (referrer.isEmpty()) {
            return false;
        }
        String domain = ReferrerDomain.of(PlainText.cut(referrer, Bounds.MAX_ADDRESS), site.domain());
        return excludedReferrers.cover(domain) || referrerSpam.cover(domain);
    }
}
