package dev.zta.core.access;

/**
 * The contract's answer to somebody who may not.
 *
 * @param status HTTP status
 * @param error text of the {@code error} field, word for word as in the contract
 */
public record Refusal(int status, String error) {
    /** No credential, or not a login token that holds (contract: auth, "Tokens"). */
    public static final Refusal INVALID_TOKEN = new Refusal(401, "Invalid or expired token");

    /** No bearer value where programs ask (contract: stats-api). */
    static final Refusal KEY_REQUIRED = new Refusal(401, "API key required. Use Authorization: Bearer <api_key>");

    /** Unknown, malformed or revoked key (contract: api-keys, "Use of a key"). */
    public static final Refusal INVALID_KEY = new Refusal(401, "Invalid API key");

    public static final Refusal EXPIRED_KEY = new Refusal(401, "API key has expired");

    static final Refusal READ_ONLY_KEY = new Refusal(403, "Insufficient permissions. This key has read-only access.");
    static final Refusal WRITE_ONLY_KEY = new Refusal(403, "Insufficient permissions. This key has write access only.");
    /** A key where a person must be (contract: api-keys, "Exception 1"). */
    public static final Refusal LOGIN_REQUIRED = new Refusal(403, "This endpoint requires a login token");

    static final Refusal LIMITED_KEY = new Refusal(403, "This API key is limited to one site");
    static final Refusal ACCESS_DENIED = new Refusal(403, "Access denied");
    static final Refusal QUERY_DENIED = new Refusal(403, "Access denied. Site not found or unauthorized.");
    public static final Refusal SITE_NOT_FOUND = new Refusal(404, "Site not found");

    /** Whatever is wrong with a link but its password: nobody learns which ones there were (contract: public-stats). */
    public static final Refusal SHARE_NOT_FOUND = new Refusal(404, "Invalid or expired share link");

    static final Refusal ACTIVITY_DENIED =
            new Refusal(403, "Access denied. Only account owners can view the activity log.");
    static final Refusal IMPORT_DENIED = new Refusal(403, "Site not found or access denied");

    static final Refusal NOT_THE_OWNER = new Refusal(403, "Only the site owner can delete this site");

    static final Refusal MAY_NOT_INVITE = new Refusal(403, "Only owners and admins can invite team members");
    static final Refusal MAY_NOT_CHANGE_ROLES = new Refusal(403, "Only owners can change roles");
    static final Refusal MAY_NOT_TRANSFER = new Refusal(403, "Only the owner can transfer ownership");

    /** The account that counts can't be used before it is paid for (contract: auth, "canAccess false"). */
    static final Refusal SUBSCRIPTION_REQUIRED = new Refusal(403, "Subscription required. Upgrade to continue.");

    private static final int LONGEST_SITE_ID = 64;

    /** What a key that is limited to one site hears about any other, whether or not that one exists. */
    static Refusal otherSite(String asked) {
        String shown = asked.length() > LONGEST_SITE_ID ? asked.substring(0, LONGEST_SITE_ID) : asked;
        return new Refusal(403, "This API key cannot access " + shown);
    }
}
