package dev.zta.core.collect;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The domains under which anybody may have a name: {@code com}, {@code co.uk}, {@code github.io} (the Public Suffix List,
 * publicsuffix.org, with its private section). Immutable.
 */
public final class PublicSuffixes {
    private final Set<String> rules = new HashSet<>();

    /**
     * Made from the list's rules.
     *
     * @param lines one rule each, in ASCII form, without comments: {@code co.uk}, {@code *.ck}, {@code !www.ck}
     */
    public PublicSuffixes(Stream<String> lines) {
        lines.forEach(rules::add);
    }

    /** Whether a domain, in lower case, is a public suffix itself; every domain of a single label is. */
    public boolean contains(String domain) {
        if (rules.contains("!" + domain)) {
            return false;
        }
        int dot = domain.indexOf('.');
        return dot < 0 || rules.contains(domain) || rules.contains("*" + domain.substring(dot));
    }
}
