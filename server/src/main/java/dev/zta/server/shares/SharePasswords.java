package dev.zta.server.shares;

import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import dev.zta.server.secrets.PasswordHasher;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Passwords of share links, checked at every call, with few guesses (contract: public-stats, 401 and 429). A guess counts from
 * its beginning and is taken back when it was right, so that many at once gain nothing. Thread-safe.
 */
public final class SharePasswords {
    private static final int WRONG_OF_AN_ADDRESS = 5;
    private static final int WRONG_OF_ALL = 50;

    /** Headers hold ASCII only; other texts come percent-encoded behind this (RFC 8187, "ext-value"). */
    private static final String ENCODED = "UTF-8''";

    private final PasswordHasher hasher;
    private final AddressSubjects addresses;
    private final RateLimit perAddress = RateLimit.of(WRONG_OF_AN_ADDRESS, Duration.ofMinutes(15));
    private final RateLimit perLink = RateLimit.of(WRONG_OF_ALL, Duration.ofDays(1));

    public SharePasswords(PasswordHasher hasher, AddressSubjects addresses) {
        this.hasher = hasher;
        this.addresses = addresses;
    }

    /**
     * Lets those through who know the password, and everybody where there is none.
     *
     * @throws ApiException 401 without it or with a wrong one, 429 after too many wrong ones
     */
    void check(Call call, SharedView view) {
        if (view.password().isEmpty()) {
            return;
        }
        String given = call.header("X-Share-Password")
                .filter(text -> !text.isEmpty())
                .map(SharePasswords::decoded)
                .orElseThrow(() -> new ApiException(401, "Password required"));
        String link = view.token().orElseThrow();
        String guesser = link + " " + addresses.of(call.clientAddress(), call.receivedAt());
        begin(link, guesser, call.receivedAt());
        if (!hasher.matches(given, view.password())) {
            throw new ApiException(401, "Incorrect password");
        }
        perAddress.giveBack(guesser);
        perLink.giveBack(link);
    }

    private void begin(String link, String guesser, Instant now) {
        refuseIf(perLink.waitOf(link, now));
        refuseIf(perAddress.take(guesser, now));
        refuseIf(perLink.take(link, now));
    }

    private static void refuseIf(Duration wait) {
        if (!wait.isZero()) {
            throw TooManyCalls.general(wait);
        }
    }

    private static String decoded(String header) {
        if (!header.regionMatches(true, 0, ENCODED, 0, ENCODED.length())) {
            return header;
        }
        return decodedValue(header.substring(ENCODED.length())).orElse(header);
    }

    private static Optional<String> decodedValue(String value) {
        try {
            return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
