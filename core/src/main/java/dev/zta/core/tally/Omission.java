package dev.zta.core.tally;

/** What is left out of a beacon that is stored. Part of the public API (contract: beyond, "Event properties and revenue"). */
public enum Omission {
    /** A property whose name is one too many for the site. */
    PROPERTY_LIMIT("property_limit");

    private final String code;

    Omission(String code) {
        this.code = code;
    }

    /** The name in answers, in the journal and in the store; never changed once released. */
    public String code() {
        return code;
    }
}
