package dev.zta.core.tally;

/** Why a beacon of a known site was refused with an error. Part of the public API (contract: track, "Completeness"). */
public enum RejectReason {
    VALIDATION("validation"),
    PERSONAL_DATA("personal_data"),
    ORIGIN_NOT_ALLOWED("origin_not_allowed"),
    RATE_LIMITED("rate_limited"),
    KEY_REFUSED("key_refused");

    private final String code;

    RejectReason(String code) {
        this.code = code;
    }

    /** The name in answers, in the journal and in the store; never changed once released. */
    public String code() {
        return code;
    }
}
