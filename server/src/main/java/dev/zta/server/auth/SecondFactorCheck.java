package dev.zta.server.auth;

import dev.zta.core.account.KeyHash;
import dev.zta.core.account.SecondFactors;
import dev.zta.core.account.SecondFactors.SecondFactor;
import dev.zta.server.http.ApiException;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import dev.zta.server.secrets.KeyHasher;
import dev.zta.server.secrets.SecretBox;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Codes of second factors: of an authenticator app, or one of the backup codes; each counts once (contract: auth, "Second
 * factor"). Thread-safe.
 */
public final class SecondFactorCheck {
    private static final System.Logger LOG = System.getLogger(SecondFactorCheck.class.getName());
    private static final int BACKUP_CODES = 10;
    private static final int GROUP = 4;
    private static final int LONGEST_CODE = 32;

    /** Without characters that are taken for each other. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecondFactors factors;
    private final SecretBox box;
    private final KeyHasher hasher;
    private final RandomGenerator random;
    private final RateLimit wrongOfUser = RateLimit.of(10, Duration.ofMinutes(15));

    /**
     * Factors in a store.
     *
     * @param hasher for backup codes
     * @param random cryptographic in production
     */
    public SecondFactorCheck(SecondFactors factors, SecretBox box, KeyHasher hasher, RandomGenerator random) {
        this.factors = factors;
        this.box = box;
        this.hasher = hasher;
        this.random = random;
    }

    /** Whether logging in takes a code. */
    public boolean isOn(String userId) {
        return factors.of(userId).isOn();
    }

    /** A new secret, kept until a code proves it. */
    byte[] begin(String userId) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        factors.setPending(userId, box.seal(secret, userId));
        return secret;
    }

    /**
     * Whether a code proves the secret that was made last; a good one is used up.
     *
     * @throws ApiException 429 after ten wrong ones in a quarter of an hour
     */
    boolean provesPending(String userId, SecondFactor factor, String code, Instant now) {
        return counted(userId, now, () -> isCodeOf(userId, factor.pending().orElseThrow(), code, now));
    }

    /**
     * Whether a code of an app or a backup code is right; a good one is used up.
     *
     * @throws ApiException 429 after ten wrong ones in a quarter of an hour
     */
    public boolean accepts(String userId, String code, Instant now) {
        return counted(
                userId,
                now,
                () -> factors.of(userId)
                        .active()
                        .map(secret -> isCodeOf(userId, secret, code, now) || isBackupCode(userId, code, now))
                        .orElse(false));
    }

    /** Counted as wrong from the beginning, so that many at once gain nothing. */
    private boolean counted(String userId, Instant now, BooleanSupplier check) {
        Duration wait = wrongOfUser.take(userId, now);
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        boolean isRight = check.getAsBoolean();
        if (isRight) {
            wrongOfUser.giveBack(userId);
        }
        return isRight;
    }

    private boolean isCodeOf(String userId, String sealed, String code, Instant now) {
        Optional<byte[]> secret = box.open(sealed, userId);
        if (secret.isEmpty()) {
            LOG.log(Level.WARNING, "A second factor can't be read with this key: see zta user password --drop-2fa");
            return false;
        }
        OptionalLong step = Totp.stepOf(secret.get(), plain(code), now);
        return step.isPresent() && factors.useStep(userId, step.getAsLong());
    }

    private boolean isBackupCode(String userId, String code, Instant now) {
        return factors.useBackupCode(userId, hashOf(code), now);
    }

    /** Turns the factor on; the backup codes, which nobody sees again. */
    List<String> enable(String userId, Instant now) {
        List<String> codes = new ArrayList<>();
        while (codes.size() < BACKUP_CODES) {
            codes.add(group() + "-" + group());
        }
        factors.enable(userId, codes.stream().map(this::hashOf).toList(), now);
        return codes;
    }

    public boolean disable(String userId) {
        return factors.disable(userId);
    }

    SecondFactor of(String userId) {
        return factors.of(userId);
    }

    private String group() {
        StringBuilder group = new StringBuilder();
        while (group.length() < GROUP) {
            group.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return group.toString();
    }

    /** However people type it: with or without hyphen and spaces, in any case. */
    private KeyHash hashOf(String code) {
        return hasher.hash(plain(code));
    }

    private static String plain(String code) {
        String bounded = code.length() > LONGEST_CODE ? "" : code;
        return bounded.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
