package dev.zta.server.shares;

import dev.zta.server.http.ApiException;
import dev.zta.server.http.JsonFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new link is to be, checked (contract: public-stats, "POST /api/sites/share").
 *
 * @param periods shortest first
 */
record ShareOptions(
        Optional<Instant> expiresAt, List<String> periods, Optional<String> password, Optional<String> name) {
    /** All that can be allowed, shortest first. */
    static final List<String> PERIODS = List.of("24h", "7d", "30d", "90d", "365d");

    private static final List<String> DEFAULT = List.of("7d", "30d", "90d");
    private static final Map<String, Integer> LIVES = Map.of("1d", 1, "7d", 7, "30d", 30, "90d", 90);
    private static final int LONGEST_YEARS = 10;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;
    private static final int LONGEST_NAME = 100;

    static ShareOptions of(JsonFields body, Instant now) {
        return new ShareOptions(
                expiry(body, now),
                periods(body),
                bounded(body, "password", SHORTEST_PASSWORD, LONGEST_PASSWORD),
                bounded(body, "name", 1, LONGEST_NAME));
    }

    static ApiException invalid(String field, String problem) {
        return new ApiException(400, "Invalid share options", Map.of("fields", Map.of(field, problem)));
    }

    /** The instant wins over the length. */
    private static Optional<Instant> expiry(JsonFields body, Instant now) {
        Optional<Instant> length = body.text("expiresIn").map(text -> now.plus(life(text)));
        Optional<Instant> instant = body.text("expiresAt").map(text -> instant(text, now));
        return instant.or(() -> length);
    }

    private static Duration life(String text) {
        return Optional.ofNullable(LIVES.get(text))
                .map(Duration::ofDays)
                .orElseThrow(() -> invalid("expiresIn", "must be 1d, 7d, 30d or 90d"));
    }

    private static Instant instant(String text, Instant now) {
        ApiException bad =
                invalid("expiresAt", "must be an ISO 8601 instant in the future, at most " + LONGEST_YEARS + " years");
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            Instant latest =
                    now.atOffset(ZoneOffset.UTC).plusYears(LONGEST_YEARS).toInstant();
            if (!instant.isAfter(now) || instant.isAfter(latest)) {
                throw bad;
            }
            return instant;
        } catch (DateTimeException _) {
            throw bad;
        }
    }

    private static List<String> periods(JsonFields body) {
        List<String> wanted = body.texts("allowedPeriods").orElse(DEFAULT);
        if (wanted.isEmpty() || !PERIODS.containsAll(wanted)) {
            throw invalid("allowedPeriods", "must be some of " + String.join(", ", PERIODS));
        }
        return PERIODS.stream().filter(wanted::contains).toList();
    }

    private static Optional<String> bounded(JsonFields body, String field, int least, int most) {
        Optional<String> text = body.text(field);
        text.map(there -> there.codePointCount(0, there.length()))
                .filter(length -> length < least || length > most)
                .ifPresent(_ -> {
                    throw invalid(field, "must have " + least + " to " + most + " characters");
                });
        return text;
    }
}
