package dev.zta.core.activity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every act that gets an entry (contract: activity-log, "Types and actions"). */
public enum ActivityAction {
    AUTH_LOGIN("auth.login"),
    AUTH_LOGOUT("auth.logout"),
    AUTH_PASSWORD_CHANGED("auth.password_changed"),
    AUTH_PASSWORD_RESET("auth.password_reset"),
    AUTH_FAILED_LOGIN("auth.failed_login"),
    AUTH_2FA_ENABLED("auth.2fa_enabled"),
    AUTH_2FA_DISABLED("auth.2fa_disabled"),
    AUTH_REGISTERED("auth.registered"),
    AUTH_PROVIDER_LINKED("auth.provider_linked"),
    AUTH_EMAIL_CHANGED("auth.email_changed"),
    SITE_CREATED("site.created"),
    SITE_UPDATED("site.updated"),
    SITE_DELETED("site.deleted"),
    SITE_DATA_PURGED("site.data_purged"),
    SITE_VERIFIED("site.verified"),
    SITE_SHARE_CREATED("site.share_created"),
    SITE_SHARE_REVOKED("site.share_revoked"),
    TEAM_MEMBER_INVITED("team.member_invited"),
    TEAM_MEMBER_ACCEPTED("team.member_accepted"),
    TEAM_MEMBER_REMOVED("team.member_removed"),
    TEAM_ROLE_CHANGED("team.role_changed"),
    TEAM_OWNERSHIP_TRANSFERRED("team.ownership_transferred"),
    INVITATION_VIEWED("invitation.viewed", Optional.of("count")),
    INVITATION_DECLINED("invitation.declined"),
    INVITATION_EXPIRED("invitation.expired"),
    API_KEY_CREATED("api_key.created"),
    API_KEY_USED("api_key.used", Optional.of("requestCount")),
    API_KEY_REVOKED("api_key.revoked"),
    API_KEY_UPDATED("api_key.updated"),
    API_KEY_AUTH_FAILED("api_key.auth_failed", Optional.of("attempts")),
    GOAL_CREATED("goal.created"),
    GOAL_UPDATED("goal.updated"),
    GOAL_DELETED("goal.deleted"),
    FUNNEL_CREATED("funnel.created"),
    FUNNEL_UPDATED("funnel.updated"),
    FUNNEL_DELETED("funnel.deleted"),
    ALERT_CREATED("alert.created"),
    ALERT_UPDATED("alert.updated"),
    ALERT_DELETED("alert.deleted"),
    ALERT_TRIGGERED("alert.triggered"),
    ALERT_ACKNOWLEDGED("alert.acknowledged"),
    WEBHOOK_CREATED("webhook.created"),
    WEBHOOK_UPDATED("webhook.updated"),
    WEBHOOK_DISABLED("webhook.disabled"),
    WEBHOOK_DELETED("webhook.deleted"),
    WEBHOOK_DELIVERED("webhook.delivered", Optional.of("count")),
    WEBHOOK_FAILED("webhook.failed"),
    EXPORT_REQUESTED("export.requested"),
    EXPORT_COMPLETED("export.completed"),
    EXPORT_DOWNLOADED("export.downloaded"),
    SETTINGS_UPDATED("settings.updated"),
    SETTINGS_INTEGRATION_CONNECTED("settings.integration_connected"),
    SETTINGS_INTEGRATION_DISCONNECTED("settings.integration_disconnected"),
    SESSION_CREATED("session.created"),
    SESSION_REVOKED("session.revoked"),
    SESSION_EXPIRED("session.expired"),
    SESSIONS_BULK_REVOKED("sessions.bulk_revoked"),
    BILLING_SUBSCRIBED("billing.subscribed"),
    BILLING_UPDATED("billing.updated"),
    BILLING_CANCELED("billing.canceled"),
    BILLING_PAYMENT_FAILED("billing.payment_failed"),
    IMPORT_STARTED("import.started"),
    IMPORT_COMPLETED("import.completed"),
    IMPORT_FAILED("import.failed"),
    IMPORT_DELETED("import.deleted"),
    ANNOTATION_CREATED("annotation.created"),
    ANNOTATION_UPDATED("annotation.updated"),
    ANNOTATION_DELETED("annotation.deleted");

    /** Other names by which entries are looked for. */
    private static final Map<String, ActivityAction> ALIASES =
            Map.of("invitation.sent", TEAM_MEMBER_INVITED, "invitation.accepted", TEAM_MEMBER_ACCEPTED);

    /** Types of the actions that don't begin with their type. */
    private static final Map<String, ActivityType> OTHER_TYPES = Map.of(
            "session", ActivityType.SECURITY,
            "sessions", ActivityType.SECURITY,
            "invitation", ActivityType.TEAM);

    private final String code;
    private final Optional<String> countedAs;

    ActivityAction(String code) {
        this(code, Optional.empty());
    }

    /** An act that gets one entry an hour, which says how often it happened. */
    ActivityAction(String code, Optional<String> countedAs) {
        this.code = code;
        this.countedAs = countedAs;
    }

    /** The action of this name or alias, if there is one. */
    public static Optional<ActivityAction> of(String codeOrAlias) {
        return Arrays.stream(values())
                .filter(action -> action.code.equals(codeOrAlias))
                .findFirst()
                .or(() -> Optional.ofNullable(ALIASES.get(codeOrAlias)));
    }

    /** All actions of a type. */
    public static List<ActivityAction> of(ActivityType type) {
        return Arrays.stream(values()).filter(action -> action.type() == type).toList();
    }

    /** The name in requests, answers and the store. */
    public String code() {
        return code;
    }

    public ActivityType type() {
        String prefix = code.substring(0, code.indexOf('.'));
        ActivityType other = OTHER_TYPES.get(prefix);
        return other == null ? ActivityType.of(prefix).orElseThrow() : other;
    }

    /** The field of the metadata that says how often it happened in the hour; empty when each act has an entry of its own. */
    public Optional<String> countedAs() {
        return countedAs;
    }

    public boolean isHourly() {
        return countedAs.isPresent();
    }

    /** Whether an hour's entry is of one network alone: what is done with a key tells by its networks who has it. */
    public boolean isCountedByNetwork() {
        return this == API_KEY_USED || this == API_KEY_AUTH_FAILED;
    }
}
