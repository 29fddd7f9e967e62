package dev.zta.core.collect;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The domains under which anybody may have a name: {@code com}, {@code co.uk}, {@code github.io} (the Public Suffix List,
 * publicsuffix.org, with its private section). Thread-safe. The list is read when it is first asked, which is seldom.
 */
public final class PublicSuffixes {
    private final Supplier<Stream<String>> list;
    private final AtomicReference<Optional<Set<String>>> read = new AtomicReference<>(Optional.empty());

    /**
     * Made from a list.
     *
     * @param list its rules, one each, in ASCII form, without comments: {@code co.uk}, {@code *.ck}, {@code !www.ck}
     */
    public PublicSuffixes(Supplier<Stream<String>> list) {
        this.list = list;
    }

    /** Whether a domain, in lower case, is a public suffix itself; every domain of a single label is. */
    public boolean contains(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 || contains(rules(), domain, dot);
    }

    private static boolean contains(Set<String> rules, String domain, int dot) {
        return !rules.contains("!" + domain) && (rules.contains(domain) || rules.contains("*" + domain.substring(dot)));
    }

    private Set<String> rules() {
        Optional<Set<String>> known = read.get();
        if (known.isPresent()) {
            return known.get();
        }
        Set<String> rules = list.get().collect(Collectors.toUnmodifiableSet());
        read.set(Optional.of(rules));
        return rules;
    }
}
