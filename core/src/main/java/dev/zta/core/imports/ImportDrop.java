package dev.zta.core.imports;

/**
 * Why a good line of a log becomes no pageview, in the order in which it is decided (contract: cli, "Order of the
 * checks"; beyond, "Exclusions per site").
 */
public enum ImportDrop {
    BOT("bot"),
    EXCLUDED_IP("excluded_ip"),
    EXCLUDED_COUNTRY("excluded_country"),
    REFERRER_SPAM("referrer_spam"),
    EXCLUDED_PATH("excluded_path"),
    NOT_FOUND("not_found"),
    NOT_A_PAGE("not_a_page"),
    RETENTION("retention");

    private final String code;

    ImportDrop(String code) {
        this.code = code;
    }

    /** The name in the result of an import. */
    public String code() {
        return code;
    }
}
