package dev.zta.core.collect;

import dev.zta.core.event.Client;
import dev.zta.core.event.Device;

/**
 * Reads device, browser and system from a user agent (contract: track, "Device", "Browser", "OS"). The order of the tests
 * matters: browsers carry the names of those they want to be taken for. Time is linear in the header.
 */
final class UserAgent {
    private static final String OTHER = "Other";

    /** What lies beyond is not looked at; real user agents have some 50 to 400 characters. */
    private static final int MAX_LENGTH = 2048;

    private UserAgent() {}

    /** Device, browser and system with their major versions; texts are empty where there is no version. */
    static Client parse(String header) {
        String ua = PlainText.cut(header, MAX_LENGTH);
        Named browser = browser(ua);
        Named os = os(ua);
        return new Client(device(ua), browser.name, browser.version, os.name, os.version, "");
    }

    private record Named(String name, String version) {}

    private static Device device(String ua) {
        boolean android = ua.contains("Android");
        boolean mobile = ua.contains("Mobile");
        if (ua.contains("iPad") || ua.contains("Tablet") || (android && !mobile)) {
            return Device.TABLET;
        }
        return mobile || ua.contains("iPhone") || ua.contains("iPod") ? Device.MOBILE : Device.DESKTOP;
    }

    private static Named browser(String ua) {
        if (hasAny(ua, "Edg/", "EdgA/", "EdgiOS/", "Edge/")) {
            return new Named("Edge", versionAfterAny(ua, "Edg/", "EdgA/", "EdgiOS/", "Edge/"));
        }
        if (hasAny(ua, "OPR/", "OPT/", "OPiOS/", "Opera")) {
            return new Named(
                    "Opera", versionAfterAny(ua, "OPR/", "OPT/", "OPiOS/", "Opera Mini/", "Version/", "Opera/"));
        }
        if (ua.contains("SamsungBrowser")) {
            return new Named("Samsung Internet", versionAfterAny(ua, "SamsungBrowser/"));
        }
        if (hasAny(ua, "Firefox", "FxiOS")) {
            return new Named("Firefox", versionAfterAny(ua, "Firefox/", "FxiOS/"));
        }
        if (hasAny(ua, "Chrome", "CriOS")) {
            return new Named("Chrome", versionAfterAny(ua, "Chrome/", "CriOS/"));
        }
        if (ua.contains("Safari")) {
            return new Named("Safari", versionAfterAny(ua, "Version/"));
        }
        return new Named(OTHER, "");
    }

    private static Named os(String ua) {
        if (hasAny(ua, "iPhone", "iPad", "iPod")) {
            return new Named("iOS", versionAfterAny(ua, "CPU OS ", "iPhone OS ", " OS "));
        }
        if (ua.contains("Android")) {
            return new Named("Android", versionAfterAny(ua, "Android ", "Android/"));
        }
        if (ua.contains("Windows")) {
            return new Named("Windows", windowsVersion(ua));
        }
        if (ua.contains("CrOS")) {
            return new Named("ChromeOS", chromeOsVersion(ua));
        }
        if (hasAny(ua, "Macintosh", "Mac OS X", "macOS")) {
            return new Named("macOS", versionAfterAny(ua, "Mac OS X ", "macOS ", "macOS/"));
        }
        return ua.contains("Linux") ? new Named("Linux", "") : new Named(OTHER, "");
    }

    /** The version that Windows is sold as; 11 calls itself 10. */
    private static String windowsVersion(String ua) {
        int at = ua.indexOf("Windows NT ");
        if (at < 0) {
            return versionAfterAny(ua, "Windows Phone ", "Windows Phone OS ");
        }
        return switch (kernel(ua, at + "Windows NT ".length())) {
            case "6.3", "6.2" -> "8";
            case "6.1" -> "7";
            case "6.0" -> "Vista";
            case "5.2", "5.1" -> "XP";
            case "5.0" -> "2000";
            default -> versionAt(ua, at + "Windows NT ".length());
        };
    }

    private static String kernel(String ua, int start) {
        return ua.substring(start, Math.min(start + 3, ua.length()));
    }

    /** {@code CrOS x86_64 14541.0.0}: the version stands behind the machine's type. */
    private static String chromeOsVersion(String ua) {
        int machine = ua.indexOf("CrOS ") + "CrOS ".length();
        int space = ua.indexOf(' ', machine);
        return machine < "CrOS ".length() || space < 0 ? "" : versionAt(ua, space + 1);
    }

    private static boolean hasAny(String ua, String... words) {
        for (String word : words) {
            if (ua.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The digits behind the first of the words that is there with a digit behind it. */
    private static String versionAfterAny(String ua, String... words) {
        for (String word : words) {
            int at = ua.indexOf(word);
            String version = at < 0 ? "" : versionAt(ua, at + word.length());
            if (!version.isEmpty()) {
                return version;
            }
        }
        return "";
    }

    /** The number that starts here; one of more than six digits is no version. */
    private static String versionAt(String ua, int start) {
        int end = start;
        while (end < ua.length() && ua.charAt(end) >= '0' && ua.charAt(end) <= '9') {
            end++;
        }
        return end - start > 6 ? "" : ua.substring(start, end);
    }
}
