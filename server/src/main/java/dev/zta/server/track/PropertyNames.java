package dev.zta.server.track;

import dev.zta.core.account.KnownProperties;
import dev.zta.core.event.Attributes;
import dev.zta.core.event.Event;
import dev.zta.core.event.Property;
import dev.zta.core.site.SiteId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which property names a site's events may have: the first so many that ever came (contract: beyond, "Event properties and
 * revenue"). Answers from memory, but for a name that nobody has seen. Thread-safe.
 */
public final class PropertyNames {
    /** Most names of a site. */
    public static final int MOST = 200;

    /** Beyond this many sites everything is forgotten and read anew as it is needed. */
    private static final int MOST_SITES = 10_000;

    private final KnownProperties known;
    private final ConcurrentHashMap<SiteId, Set<String>> names = new ConcurrentHashMap<>();

    public PropertyNames(KnownProperties known) {
        this.known = known;
    }

    /** The event with those of its properties whose names the site may have. */
    Event limited(Event event) {
        Attributes attributes = event.attributes();
        if (attributes.properties().isEmpty()) {
            return event;
        }
        List<Property> kept = attributes.properties().stream()
                .filter(property -> admits(event.site(), property.name()))
                .toList();
        return kept.size() == attributes.properties().size()
                ? event
                : event.with(new Attributes(kept, attributes.revenue()));
    }

    private boolean admits(SiteId site, String name) {
        Set<String> ofSite = of(site);
        if (ofSite.contains(name)) {
            return true;
        }
        // Among the calls of one site, only those with a name that is new wait for each other.
        synchronized (ofSite) {
            boolean isAdmitted = ofSite.contains(name) || (ofSite.size() < MOST && known.add(site, name, MOST));
            if (isAdmitted) {
                ofSite.add(name);
            }
            return isAdmitted;
        }
    }

    private Set<String> of(SiteId site) {
        Set<String> there = names.get(site);
        if (there != null) {
            return there;
        }
        if (names.size() >= MOST_SITES) {
            names.clear();
        }
        return names.computeIfAbsent(site, this::read);
    }

    private Set<String> read(SiteId site) {
        Set<String> read = ConcurrentHashMap.newKeySet();
        read.addAll(known.of(site));
        return read;
    }
}
