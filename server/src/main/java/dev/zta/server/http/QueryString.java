package dev.zta.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Parameters of a query string. Anything that browsers and curl send is taken: unencoded {@code |}, {@code [}, {@code "} and
 * UTF-8 stand for themselves; a stray percent sign is one.
 */
final class QueryString {
    private QueryString() {}

    /** First value of each name; empty values are left out. */
    static Map<String, String> parse(String raw) {
        Map<String, String> result = new HashMap<>();
        int start = 0;
        while (start < raw.length()) {
            int end = raw.indexOf('&', start);
            String pair = raw.substring(start, end < 0 ? raw.length() : end);
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                result.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
            start = end < 0 ? raw.length() : end + 1;
        }
        return result;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
