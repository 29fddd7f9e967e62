package dev.zta.core.site;

import java.util.List;

/**
 * What a site's owner wants left out although it was sent (contract: track, "Exclusion rules"; beyond, "Exclusions per site").
 *
 * @param paths patterns of paths that are not stored; without {@code *} a path and all below it, with {@code *} the whole
 *     path
 * @param ignoredParameters names of query parameters that are taken out of stored paths, compared without case
 * @param addresses addresses and CIDR ranges whose visitors are not counted, as the owner gave them: the only addresses that
 *     are ever written
 * @param countries codes of countries whose visitors are not counted, in upper case
 * @param allowedHostnames the only hosts whose pages may report; empty: all that the origin rule lets pass
 * @param referrers domains, without leading {@code www.}, from which, and from below which, nobody is counted
 * @param dropsReferrerSpam whether a public list of spamming referrers is to hold as well
 */
public record Exclusions(
        List<String> paths,
        List<String> ignoredParameters,
        List<String> addresses,
        List<String> countries,
        List<String> allowedHostnames,
        List<String> referrers,
        boolean dropsReferrerSpam) {
    public static final Exclusions NONE = new Exclusions(List.of(), List.of());

    public Exclusions {
        paths = List.copyOf(paths);
        ignoredParameters = List.copyOf(ignoredParameters);
        addresses = List.copyOf(addresses);
        countries = List.copyOf(countries);
        allowedHostnames = List.copyOf(allowedHostnames);
        referrers = List.copyOf(referrers);
    }

    /** Those of paths alone. */
    public Exclusions(List<String> paths, List<String> ignoredParameters) {
        this(paths, ignoredParameters, List.of(), List.of(), List.of(), List.of(), true);
    }

    /** Addresses are never printed. */
    @Override
    public String toString() {
        return "Exclusions of paths " + paths;
    }
}
