package dev.zta.server.identity;

import dev.zta.core.identity.DaySalt;
import dev.zta.core.site.SiteId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A salt that exists, and when it must not any more. Nothing of it prints the secret. */
final class HeldSalt {
    private static final int FIELDS = 5;

    private final SaltName name;
    private final Instant expiresAt;
    private final byte[] secret;
    private final DaySalt salt;

    /** A salt of a secret, which it takes over. */
    HeldSalt(SaltName name, Instant expiresAt, byte[] secret) {
        this.name = name;
        this.expiresAt = expiresAt;
        this.secret = secret;
        salt = new DaySalt(secret);
    }

    SaltName name() {
        return name;
    }

    DaySalt salt() {
        return salt;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Overwrites the secret; the keyed state that hashing uses goes with the last reference to it. */
    void wipe() {
        Arrays.fill(secret, (byte) 0);
    }

    /** Its line in the salt file. */
    String line() {
        return String.join(
                " ",
                name.site().value(),
                name.day().toString(),
                name.kind().code(),
                expiresAt.toString(),
                HexFormat.of().formatHex(secret));
    }

    /** Reads a line back; nothing when it is none, as when the process died while it was written. */
    static Optional<HeldSalt> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS || fields[4].length() != 2 * DaySalt.BYTES || !SiteId.isValid(fields[0])) {
            return Optional.empty();
        }
        try {
            SaltName name = new SaltName(new SiteId(fields[0]), LocalDate.parse(fields[1]), SaltKind.of(fields[2]));
            return Optional.of(
                    new HeldSalt(name, Instant.parse(fields[3]), HexFormat.of().parseHex(fields[4])));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "salt of " + name;
    }
}
