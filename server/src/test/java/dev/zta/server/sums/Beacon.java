package dev.zta.server.sums;

import java.time.Instant;
import java.util.Map;

/**
 * One call of {@code POST /api/track}.
 *
 * @param headers who sends it
 * @param fields of the body, but for the site
 * @param fate what is to become of it
 */
record Beacon(Instant time, Map<String, String> headers, Map<String, Object> fields, Fate fate) {
    /** What becomes of a beacon. */
    enum Fate {
        PAGEVIEW,
        OTHER_RECORD,
        BOT,
        EXCLUDED_PATH,
        DUPLICATE,
        ORIGIN_NOT_ALLOWED,
        VALIDATION;

        boolean isStored() {
            return this == PAGEVIEW || this == OTHER_RECORD;
        }

        boolean isRejected() {
            return this == ORIGIN_NOT_ALLOWED || this == VALIDATION;
        }
    }
}
