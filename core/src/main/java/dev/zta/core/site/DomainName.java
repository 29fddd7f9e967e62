package dev.zta.core.site;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for a site's domain (contract: sites, "Domain format"). */
public final class DomainName {
    private static final int LONGEST = 253;
    private static final int LONGEST_INPUT = 1000;
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    /**
     * What the JDK's IDNA 2003 turns into other letters, or drops, and IDNA 2008, by which browsers resolve names, does not
     * (UTS 46, "Deviations"): {@code straße.de} would become {@code strasse.de}, another domain.
     */
    private static final Pattern DEVIATIONS = Pattern.compile("[\\u00df\\u03c2\\u200c\\u200d]");

    private static final Pattern NUMERIC_LAST_LABEL = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private DomainName() {}

    /**
     * The host name trimmed, in lower case and ASCII, as it is stored and compared; nothing when it is none, and when it has a
     * letter that older and newer software resolve differently, of which only the ASCII form is taken.
     *
     * @param singleLabels whether names without a dot ({@code localhost}) are good, for development
     */
    public static Optional<String> parse(String text, boolean singleLabels) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST_INPUT || DEVIATIONS.matcher(trimmed).find()) {
            return Optional.empty();
        }
        return ascii(trimmed).filter(name -> isValid(name, singleLabels));
    }

    private static Optional<String> ascii(String text) {
        try {
            return Optional.of(IDN.toASCII(text).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A last label of digits would be read as an IPv4 address by browsers (WHATWG URL, "ends in a number"). */
    private static boolean isValid(String name, boolean singleLabels) {
        return name.length() <= LONGEST
                && LABELS.matcher(name).matches()
                && !NUMERIC_LAST_LABEL.matcher(name).matches()
                && (singleLabels || name.indexOf('.') > 0);
    }
}
