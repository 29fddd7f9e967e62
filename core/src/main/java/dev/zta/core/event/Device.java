package dev.zta.core.event;

/** The kind of device, from the user agent (contract: track, "Device"). */
public enum Device {
    DESKTOP("desktop"),
    MOBILE("mobile"),
    TABLET("tablet"),
    /** No user agent was there to tell, as in an imported log of the common format. */
    UNKNOWN("unknown");

    private final String label;

    Device(String label) {
        this.label = label;
    }

    /** The text in reports, exports and the store. */
    public String label() {
        return label;
    }
}
