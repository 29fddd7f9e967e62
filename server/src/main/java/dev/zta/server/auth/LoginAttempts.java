package dev.zta.server.auth;

import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.Instant;

/**
 * Failed logins of an address, and of an address with an e-mail (contract: auth, "Attempt limits"). An attempt counts from
 * its beginning and is taken back when it succeeds, so that many at once gain nothing.
 */
final class LoginAttempts {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int LONGEST_EMAIL = 254;

    private final AddressSubjects addresses;
    private final RateLimit perAddress = RateLimit.of(50, WINDOW);
    private final RateLimit perPair = RateLimit.of(5, WINDOW);

    LoginAttempts(AddressSubjects addresses) {
        this.addresses = addresses;
    }

    /** Counts an attempt as failed, for now. */
    void begin(String clientAddress, String email, Instant now) {
        String address = addresses.of(clientAddress, now);
        refuseIf(perAddress.waitOf(address, now));
        refuseIf(perPair.take(pair(address, email), now));
        refuseIf(perAddress.take(address, now));
    }

    /** Takes an attempt back. */
    void succeeded(String clientAddress, String email, Instant now) {
        String address = addresses.of(clientAddress, now);
        perPair.giveBack(pair(address, email));
        perAddress.giveBack(address);
    }

    private static String pair(String address, String email) {
        return address + " " + (email.length() > LONGEST_EMAIL ? "" : email);
    }

    private static void refuseIf(Duration wait) {
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }
}
