package dev.zta.server.address;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a login session keeps of a user agent: {@code Firefox on Linux} (contract: auth, "GET /api/user/sessions"). */
public final class Browser {
    private static final String UNKNOWN = "Unknown Device";

    /** In the order of the tests: Edge and Opera call themselves Chrome too, Chrome calls itself Safari. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "Opera",
            "Opera",
            "Chrome/",
            "Chrome",
            "CriOS/",
            "Chrome",
            "Firefox/",
            "Firefox",
            "FxiOS/",
            "Firefox",
            "Safari/",
            "Safari");

    /** iPhones and iPads call themselves Mac OS X too, Android calls itself Linux. */
    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "Macintosh",
            "macOS",
            "Mac OS X",
            "macOS",
            "Linux",
            "Linux");

    private Browser() {}

    public static String describe(Optional<String> userAgent) {
        String text = userAgent.orElse("");
        Optional<String> browser = first(BROWSERS, text);
        Optional<String> system = first(SYSTEMS, text);
        return browser.isPresent() && system.isPresent() ? browser.get() + " on " + system.get() : UNKNOWN;
    }

    private static Optional<String> first(Map<String, String> names, String text) {
        return names.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> ordered(String... markAndName) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < markAndName.length; i += 2) {
            names.put(markAndName[i], markAndName[i + 1]);
        }
        return names;
    }
}
