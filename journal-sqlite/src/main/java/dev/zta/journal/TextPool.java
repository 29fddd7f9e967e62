package dev.zta.journal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts that were read a moment ago. Most texts of an event (browser, country, site, path) are those of thousands of others;
 * to take the one String that is there already makes a batch of events a third as large in memory. Forgets whatever is in the
 * way. Thread-safe: threads that come at the same time may miss each other's texts, and never see a wrong one.
 */
final class TextPool {
    private static final int SLOTS = 1 << 12;

    /** Longer ones repeat seldom. */
    private static final int LONGEST = 64;

    private final @Nullable String[] texts = new @Nullable String[SLOTS];

    /** The text of some bytes in UTF-8. */
    String text(byte[] utf8) {
        if (utf8.length > LONGEST) {
            return new String(utf8, StandardCharsets.UTF_8);
        }
        int hash = 0;
        for (byte b : utf8) {
            hash = 31 * hash + b;
        }
        int slot = (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (SLOTS - 1);
        String known = texts[slot];
        if (known != null && isSame(known, utf8)) {
            return known;
        }
        String made = new String(utf8, StandardCharsets.UTF_8);
        texts[slot] = made;
        return made;
    }

    /** Only for ASCII: of other texts the number of bytes and of characters differ. */
    private static boolean isSame(String text, byte[] utf8) {
        if (text.length() != utf8.length) {
            return false;
        }
        for (int i = 0; i < utf8.length; i++) {
            if (text.charAt(i) != utf8[i]) {
                return false;
            }
        }
        return true;
    }
}
