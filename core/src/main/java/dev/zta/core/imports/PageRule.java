package dev.zta.core.imports;

import java.util.Locale;
import java.util.Set;

/** Which paths of a log are pages (contract: cli, "Page"). */
final class PageRule {
    private static final Set<String> PAGE_ENDINGS =
            Set.of("html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "do", "cgi", "md");
    private static final Set<String> FEEDS = Set.of("feed", "rss", "atom");

    private PageRule() {}

    /**
     * Whether a path is a page's: its last segment has no dot or ends like one, and it names no feed.
     *
     * @param path begins with {@code /}; what follows a {@code ?} is not looked at
     */
    static boolean isPage(String path) {
        int query = path.indexOf('?');
        int end = query < 0 ? path.length() : query;
        String last = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
        int dot = last.lastIndexOf('.');
        if (dot >= 0) {
            return PAGE_ENDINGS.contains(last.substring(dot + 1).toLowerCase(Locale.ROOT));
        }
        return !isFeed(last.isEmpty() ? segmentBefore(path, end - 1) : last);
    }

    private static String segmentBefore(String path, int slash) {
        return slash <= 0 ? "" : path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
    }

    private static boolean isFeed(String segment) {
        return FEEDS.contains(segment.toLowerCase(Locale.ROOT));
    }
}
