package dev.zta.server.secrets;

import dev.zta.core.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in its usual text form (RFC 9106; {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}).
 *
 * @param memoryKib memory of one computation
 * @param passes how often that memory is gone over
 */
public record Argon2(int memoryKib, int passes) {
    /** 19 MiB and two passes: OWASP's least recommendation, so that two logins at once fit a small server's heap. */
    static final Argon2 DEFAULT = new Argon2(19 * 1024, 2);

    static final int SALT_BYTES = 16;

    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    PasswordHash hash(String password, byte[] salt) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        memoryKib,
                        passes,
                        base64.encodeToString(salt),
                        base64.encodeToString(compute(password, salt, HASH_BYTES))));
    }

    /** Whether the password is the one that was hashed, in time that does not depend on how much of it is right. */
    static boolean matches(String password, PasswordHash stored) {
        return parse(stored).map(parsed -> parsed.isOf(password)).orElse(false);
    }

    private static Optional<Parsed> parse(PasswordHash stored) {
        Matcher matcher = FORM.matcher(stored.encoded());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Argon2 parameters = new Argon2(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return Optional.of(new Parsed(parameters, matcher.group(3), matcher.group(4)));
    }

    private record Parsed(Argon2 parameters, String salt, String hash) {
        boolean isOf(String password) {
            byte[] expected = Base64.getDecoder().decode(hash);
            byte[] salted = Base64.getDecoder().decode(salt);
            return MessageDigest.isEqual(expected, parameters.compute(password, salted, expected.length));
        }

        @Override
        public String toString() {
            return "Argon2";
        }
    }

    private byte[] compute(String password, byte[] salt, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
