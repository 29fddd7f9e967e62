package dev.zta.core.site;

/**
 * The public name of a site, as it stands in the tracker's tag: 8 to 64 characters of {@code A-Za-z0-9_-}.
 *
 * @param value the text, for instance {@code site_4f9c2ab17de08356}
 */
public record SiteId(String value) {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;

    /**
     * Takes a text that is known to be of the form; ask {@link #isValid} first for untrusted text.
     *
     * @throws IllegalArgumentException when it is not
     */
    public SiteId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a site id");
        }
    }

    /** Whether a text from outside has the form of a site id; says nothing on whether the site exists. */
    public static boolean isValid(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
