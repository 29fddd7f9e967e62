package dev.zta.core.account;

import java.util.Locale;
import java.util.Optional;

/** The rule for e-mail addresses (contract: auth, "E-mail rule"). */
public final class EmailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    private EmailAddress() {}

    /** The address trimmed and lower-cased, as it is stored and compared; nothing when it is none. */
    public static Optional<String> parse(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        return isValid(address) ? Optional.of(address) : Optional.empty();
    }

    private static boolean isValid(String address) {
        int at = address.indexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL_PART
                && at == address.lastIndexOf('@')
                && at < address.length() - 1
                && address.length() <= LONGEST
                && !address.contains("..")
                && address.codePoints().noneMatch(EmailAddress::isForbidden)
                && isHost(address.substring(at + 1));
    }

    /** White space and control characters would let an address change the head of a mail; brackets and commas its receivers. */
    private static boolean isForbidden(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || Character.isSpaceChar(character)
                || "<>(),;:\\\"[]".indexOf(character) >= 0;
    }

    private static boolean isHost(String host) {
        return !host.startsWith(".") && !host.endsWith(".") && !host.startsWith("-") && !host.endsWith("-");
    }
}
