package dev.zta.core.tally;

/** Why a beacon was answered like a good one and yet not stored. Part of the public API (contract: track, "Completeness"; beyond). */
public enum DropReason {
    BOT("bot"),
    EXCLUDED_PATH("excluded_path"),
    DUPLICATE("duplicate"),
    PLAN_LIMIT("plan_limit"),
    EXCLUDED_IP("excluded_ip"),
    EXCLUDED_COUNTRY("excluded_country"),
    EXCLUDED_HOSTNAME("excluded_hostname"),
    REFERRER_SPAM("referrer_spam");

    private final String code;

    DropReason(String code) {
        this.code = code;
    }

    /** The name in answers, in the journal and in the store; never changed once released. */
    public String code() {
        return code;
    }
}
