package dev.zta.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the routes of a path. Paths without parameters, such as ingestion, cost one look-up. */
final class RouteTable {
    /**
     * The routes of one path.
     *
     * @param routes by method
     * @param parameters what the path's parts in braces were
     * @param allow value of the {@code Allow} header
     */
    record Match(Map<String, Route> routes, Map<String, String> parameters, String allow) {
        Route any() {
            return routes.values().iterator().next();
        }

        /** The route that answers a method. */
        Optional<Route> route(String method) {
            return method.equals("HEAD")
                    ? Optional.ofNullable(routes.get("GET"))
                            .filter(route -> route.policy().answersHead())
                    : Optional.ofNullable(routes.get(method));
        }
    }

    private record Pattern(List<String> segments, Map<String, Route> routes) {}

    private final Map<String, Match> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    RouteTable(List<Route> routes) {
        Map<String, Map<String, Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            Route earlier = byPath.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .putIfAbsent(route.method(), route);
            if (earlier != null) {
                throw new IllegalStateException("Two routes for " + route.method() + " " + route.path());
            }
        }
        byPath.forEach(this::add);
    }

    private void add(String path, Map<String, Route> routes) {
        if (path.contains("{")) {
            patterns.add(new Pattern(List.of(path.split("/", -1)), routes));
        } else {
            exact.put(path, new Match(routes, Map.of(), allow(routes)));
        }
    }

    /** The routes of a path as it came, percent-encoded. */
    Optional<Match> find(String rawPath) {
        Match match = exact.get(rawPath);
        return match != null ? Optional.of(match) : findPattern(rawPath);
    }

    private Optional<Match> findPattern(String rawPath) {
        List<String> parts = List.of(rawPath.split("/", -1));
        for (Pattern pattern : patterns) {
            Map<String, String> parameters = new HashMap<>();
            if (fits(pattern.segments(), parts, parameters)) {
                return Optional.of(new Match(pattern.routes(), parameters, allow(pattern.routes())));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(List<String> segments, List<String> parts, Map<String, String> parameters) {
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.endsWith("*}")) {
                String rest = String.join("/", parts.subList(Math.min(i, parts.size()), parts.size()));
                return i <= parts.size() && take(segment.substring(1, segment.length() - 2), rest, parameters);
            }
            if (i >= parts.size() || !fits(segment, parts.get(i), parameters)) {
                return false;
            }
        }
        return segments.size() == parts.size();
    }

    private static boolean fits(String segment, String part, Map<String, String> parameters) {
        if (!segment.startsWith("{")) {
            return segment.equals(part);
        }
        return !part.isEmpty() && take(segment.substring(1, segment.length() - 1), part, parameters);
    }

    private static boolean take(String name, String part, Map<String, String> parameters) {
        Optional<String> decoded = decode(part);
        decoded.ifPresent(value -> parameters.put(name, value));
        return decoded.isPresent();
    }

    private static Optional<String> decode(String part) {
        if (part.indexOf('%') < 0) {
            return Optional.of(part);
        }
        try {
            return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String allow(Map<String, Route> routes) {
        List<String> methods = new ArrayList<>(routes.keySet());
        Route get = routes.get("GET");
        if (get != null && get.policy().answersHead()) {
            methods.add(methods.indexOf("GET") + 1, "HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}
