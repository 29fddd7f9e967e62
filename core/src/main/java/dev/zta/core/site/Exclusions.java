package dev.zta.core.site;

import java.util.List;

/**
 * The exclusion rules of a site (contract: track, "Exclusion rules").
 *
 * @param paths patterns of paths that are not stored; without {@code *} a path and all below it, with {@code *} the whole
 *     path
 * @param ignoredParameters names of query parameters that are taken out of stored paths, compared without case
 */
public record Exclusions(List<String> paths, List<String> ignoredParameters) {
    public static final Exclusions NONE = new Exclusions(List.of(), List.of());

    public Exclusions {
        paths = List.copyOf(paths);
        ignoredParameters = List.copyOf(ignoredParameters);
    }
}
