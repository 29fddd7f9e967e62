package dev.zta.core.collect;

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

    public SiteRules(Site site) {
        this.site = site;
        excludedPaths = site.exclusions().paths().stream().map(PathPattern::of).toList();
        Set<String> ignored = new HashSet<>();
        site.exclusions().ignoredParameters().forEach(name -> ignored.add(name.toLowerCase(Locale.ROOT)));
        ignoredParameters = Set.copyOf(ignored);
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
}
