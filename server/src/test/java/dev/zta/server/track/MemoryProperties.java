package dev.zta.server.track;

import dev.zta.core.account.KnownProperties;
import dev.zta.core.site.SiteId;
import java.util.HashSet;
import java.util.Set;

/** Property names of one site, in memory. */
final class MemoryProperties implements KnownProperties {
    private final Set<String> names = new HashSet<>();

    @Override
    public synchronized Set<String> of(SiteId site) {
        return Set.copyOf(names);
    }

    @Override
    public synchronized boolean add(SiteId site, String name, int most) {
        return names.contains(name) || (names.size() < most && names.add(name));
    }
}
