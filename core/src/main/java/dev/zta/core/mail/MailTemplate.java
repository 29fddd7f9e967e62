package dev.zta.core.mail;

import java.util.Locale;
import java.util.Set;

/**
 * Every message that is ever sent, with the names of its values. The text of each stands in the server's resources,
 * {@code mail/<name>.txt}; {@code {server}} is the public address in all of them.
 */
@SuppressWarnings("ImmutableEnumChecker") // the set is made by Set.of
public enum MailTemplate {
    /** Contract: auth, "POST /api/auth/forgot". */
    PASSWORD_RESET("link"),
    /** Contract: auth, "POST /api/auth/reset"; {@code keys}: a line for each live one. */
    PASSWORD_CHANGED("keys"),
    /** Contract: auth, "Second factor". */
    SECOND_FACTOR_ENABLED,
    SECOND_FACTOR_DISABLED,
    /** Contract: auth, "E-mail notices". */
    NEW_LOGIN("device", "network", "country", "time"),
    FAILED_LOGINS("count"),
    /** To the new address (contract: auth, "GET, PATCH /api/user/profile"). */
    NEW_EMAIL("link"),
    /** To the old address; {@code email}: the new one. */
    EMAIL_CHANGE_ASKED("email"),
    /** Contract: auth, "POST /api/user/delete". */
    ACCOUNT_DELETED,
    /** To members of the sites of a deleted account. */
    SITE_GONE("domain"),
    /** Contract: api-keys, "POST /api/api-keys". */
    API_KEY_CREATED("name", "scope", "mask"),
    /** Contract: teams, "POST /api/teams". */
    TEAM_INVITATION("inviter", "team", "site", "role", "message", "expires", "link"),
    /** Contract: teams, "POST /api/invite". */
    TEAM_INVITATION_ACCEPTED("person", "site"),
    /** Contract: teams, "PATCH /api/teams". */
    TEAM_ROLE_CHANGED("site", "role"),
    /** Contract: teams, "Ownership transfer". */
    TEAM_TRANSFER("site", "other", "expires", "link"),
    /** Contract: billing, {@code invoice.payment_failed}. */
    PAYMENT_FAILED("plan", "reason", "until"),
    /** Contract: billing, "Downgrade". */
    PLAN_LOWERED("plan", "activityDay", "sitesDay"),
    /** The same where the activity log is kept for a time of the installation's. */
    PLAN_LOWERED_SITES("plan", "sitesDay"),
    /** To the new owner of a site that kept its data for longer than the owner's plan does. */
    SITE_KEPT_SHORTER("site", "plan", "days", "day"),
    /** Contract: track, "Plan limit"; {@code day}: the first of the next month. */
    PAGEVIEWS_NEARLY_USED_UP("plan", "limit", "most", "day"),
    PAGEVIEWS_USED_UP("plan", "limit", "most", "day"),
    RECORDING_PAUSED("plan", "limit", "most", "day"),
    /** Some time after an account has lost its access. */
    RECORDING_PAUSED_WITHOUT_ACCESS,
    /** Contract: auth, "Verifying the e-mail". */
    VERIFY_EMAIL("link"),
    /** Contract: sites, "DELETE /api/sites". */
    SITE_DELETED("site");

    private final Set<String> values;

    MailTemplate(String... values) {
        this.values = Set.of(values);
    }

    /** Name of the file, without its ending. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names of the values that a message needs. */
    public Set<String> valueNames() {
        return values;
    }
}
