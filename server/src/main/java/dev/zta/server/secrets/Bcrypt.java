package dev.zta.server.secrets;

import dev.zta.core.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Passwords that were imported as bcrypt left them ({@code $2b$12$…}; Provos and Mazières 1999) and wait to be replaced. Of a
 * password it knows the first 72 bytes only.
 */
final class Bcrypt {
    /** The hash of no password: of the least cost, its salt and hash zero. */
    private static final String NOBODYS = "$2b$04$" + ".".repeat(53);

    private static final int LEAST_COST = 4;

    /** A second or so; a hash of a higher cost matches nothing, for its check would hold up everybody else. */
    private static final int HIGHEST_COST = 15;

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    private Bcrypt() {}

    /** Whether the hash is one of those that are checked here. */
    static boolean made(PasswordHash stored) {
        return cost(stored).isPresent();
    }

    /** Twice as much work for each more; empty for what can't be checked. */
    private static Optional<Integer> cost(PasswordHash stored) {
        Matcher matcher = FORM.matcher(stored.encoded());
        return Optional.of(matcher)
                .filter(Matcher::matches)
                .map(found -> Integer.parseInt(found.group(1)))
                .filter(cost -> cost >= LEAST_COST && cost <= HIGHEST_COST);
    }

    /** Whether the password is the one that was hashed. */
    static boolean matches(String password, PasswordHash stored) {
        return made(stored) && isOf(password, stored.encoded());
    }

    /**
     * The same, after as much work as the hardest hash takes, whichever is compared and whether there is one or not.
     *
     * @param hardest the imported hash of the highest cost; empty: there is none
     */
    static boolean matchesEvenly(String password, Optional<PasswordHash> stored, Optional<PasswordHash> hardest) {
        Optional<PasswordHash> own = stored.filter(Bcrypt::made);
        Optional<Integer> highest = hardest.or(() -> own).flatMap(Bcrypt::cost);
        highest.stream()
                .flatMapToInt(cost -> costsBesides(own.flatMap(Bcrypt::cost), cost))
                .forEach(cost -> isOf(password, NOBODYS.replace("$04$", "$%02d$".formatted(cost))));
        return own.filter(hash -> isOf(password, hash.encoded())).isPresent();
    }

    /** With one of the own cost these are as much work as one of the highest: each takes twice the one before. */
    static IntStream costsBesides(Optional<Integer> own, int highest) {
        return own.map(cost -> IntStream.range(cost, highest)).orElseGet(() -> IntStream.of(highest));
    }

    private static boolean isOf(String password, String encoded) {
        return OpenBSDBCrypt.checkPassword(encoded, password.getBytes(StandardCharsets.UTF_8));
    }
}
