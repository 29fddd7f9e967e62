package dev.zta.core.event;

/** How a session came to the site (contract: track, "Channel"). */
public enum Channel {
    DIRECT("direct"),
    ORGANIC("organic"),
    REFERRAL("referral"),
    SOCIAL("social"),
    PAID("paid");

    private final String label;

    Channel(String label) {
        this.label = label;
    }

    /** The text in reports, exports and the store. */
    public String label() {
        return label;
    }
}
