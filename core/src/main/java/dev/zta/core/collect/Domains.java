package dev.zta.core.collect;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Domains, each with all that is below it. Immutable. Asking costs a look into a hash table for each label of the host, however
 * many domains there are.
 */
public final class Domains {
    public static final Domains NONE = new Domains(Set.of());

    private final Set<String> domains;

    private Domains(Set<String> domains) {
        this.domains = domains;
    }

    /**
     * These domains.
     *
     * @param names in any case, with or without leading {@code www.}, in Unicode or ASCII form; what is no host name is left out
     */
    public static Domains of(Collection<String> names) {
        return new Domains(names.stream()
                .map(name -> ReferrerDomain.normal(name.strip()))
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Whether a host is one of them or below one.
     *
     * @param host as {@link ReferrerDomain#of} writes it
     */
    public boolean cover(String host) {
        String domain = host;
        while (!domains.contains(domain)) {
            int dot = domain.indexOf('.');
            if (dot < 0) {
                return false;
            }
            domain = domain.substring(dot + 1);
        }
        return true;
    }
}
