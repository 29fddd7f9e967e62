package dev.zta.core.access;

import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be asked of the server, with what it takes to ask (contract: api-keys, "Scope by endpoint group";
 * teams, "Role by endpoint group"). A route that names no action does not start. docs/access.md is made from this table.
 */
@SuppressWarnings("ImmutableEnumChecker") // a Refusal is a record of a number and a text
public enum Action {
    OPEN_PAGE("See a public page or script", Caller.ANYONE, Target.NONE),
    READ_HEALTH("Ask for the server's health", Caller.ANYONE, Target.NONE),
    TRACK("Send pageviews and events", Caller.ANYONE_OR_WRITE_KEY, Target.NONE),
    REGISTER("Make an account", Caller.ANYONE, Target.NONE),
    LOG_IN("Log in", Caller.ANYONE, Target.NONE),
    LOG_OUT("Log out", Caller.LOGIN, Target.ACCOUNT),
    REFRESH_TOKEN("Get a new login token", Caller.LOGIN, Target.ACCOUNT),
    FORGET_PASSWORD("Ask for a link that resets the password", Caller.ANYONE, Target.NONE),
    RESET_PASSWORD("Set a new password with such a link", Caller.ANYONE, Target.NONE),
    CHANGE_PASSWORD("Change the own password", Caller.LOGIN, Target.ACCOUNT),
    CHANGE_SECOND_FACTOR("Turn the second factor on or off", Caller.LOGIN, Target.ACCOUNT),
    PASS_SECOND_FACTOR("Log in with the second factor", Caller.ANYONE, Target.NONE),
    READ_ACCOUNT("See the own account's status, usage and profile", Caller.ADMIN_KEY, Target.ACCOUNT),
    CHANGE_PROFILE("Change the own profile", Caller.ADMIN_KEY, Target.ACCOUNT),
    CONFIRM_EMAIL("Prove an e-mail address", Caller.ANYONE, Target.NONE),
    ASK_TO_CONFIRM_EMAIL("Ask for a link that proves the own e-mail address", Caller.LOGIN, Target.ACCOUNT),
    EXPORT_ACCOUNT("Take the own data away", Caller.ADMIN_KEY, Target.ACCOUNT),
    DELETE_ACCOUNT("Delete the own account", Caller.LOGIN, Target.ACCOUNT),
    LOG_IN_ELSEWHERE("Log in with an account at a provider", Caller.ANYONE, Target.NONE),
    LINK_PROVIDER("Link an account at a provider to the own account", Caller.LOGIN, Target.ACCOUNT),
    LIST_SESSIONS("List the own login sessions", Caller.ADMIN_KEY, Target.ACCOUNT),
    END_SESSIONS("End own login sessions", Caller.ADMIN_KEY, Target.ACCOUNT),
    LIST_SITES("List sites", Caller.READ_KEY, Target.OWN_SITES),
    CREATE_SITE("Create a site", Caller.ADMIN_KEY, Target.ACCOUNT),
    READ_SITE("See a site's details", Caller.READ_KEY, Role.VIEWER, "id", Refusal.SITE_NOT_FOUND),
    UPDATE_SITE("Change a site", Caller.ADMIN_KEY, Role.ADMIN, "id", Refusal.SITE_NOT_FOUND),
    EXPORT_SITE("Take all data of a site away", Caller.READ_KEY, Role.MEMBER, "id", Refusal.SITE_NOT_FOUND),
    SEE_OWN_ADDRESS(
            "See the own address, to leave it out of a site",
            Caller.ADMIN_KEY,
            Role.ADMIN,
            "id",
            Refusal.SITE_NOT_FOUND),
    VERIFY_SITE("Prove who has a site's domain", Caller.ADMIN_KEY, Role.ADMIN, "id", Refusal.SITE_NOT_FOUND),
    DELETE_SITE(
            "Delete a site with everything in it",
            Caller.ADMIN_KEY,
            Role.OWNER,
            "id",
            Refusal.SITE_NOT_FOUND,
            Refusal.NOT_THE_OWNER),
    LIST_KEYS("List API keys", Caller.ADMIN_KEY, Target.OWN_SITES, Role.ADMIN, Refusal.SITE_NOT_FOUND),
    CREATE_KEY("Create an API key", Caller.ADMIN_KEY, Target.SITE_OR_ACCOUNT, Role.VIEWER, Refusal.SITE_NOT_FOUND),
    RENAME_KEY("Rename an API key", Caller.ADMIN_KEY, Target.OWN_SITES),
    REVOKE_KEY("Revoke an API key", Caller.ADMIN_KEY, Target.OWN_SITES),
    READ_ACTIVITY(
            "See who did what, in the own account or on an own site",
            Caller.ADMIN_KEY,
            Target.OWN_SITES,
            Optional.of(Role.OWNER),
            "siteId",
            Refusal.SITE_NOT_FOUND,
            Refusal.ACTIVITY_DENIED),
    EXPORT_ACTIVITY(
            "Take a file of who did what",
            Caller.ADMIN_KEY,
            Target.OWN_SITES,
            Optional.of(Role.OWNER),
            "siteId",
            Refusal.SITE_NOT_FOUND,
            Refusal.ACTIVITY_DENIED),
    DOWNLOAD_EXPORT("Download a file by the address that is its permission", Caller.ANYONE, Target.NONE),
    MANAGE_SHARES("Make, list and revoke share links", Caller.ADMIN_KEY, Role.ADMIN, "siteId", Refusal.ACCESS_DENIED),
    READ_PUBLIC_STATS("Read the numbers of a public site, or of one by its share link", Caller.ANYONE, Target.NONE),
    MANAGE_BILLING("Buy, change and end a subscription", Caller.ADMIN_KEY, Target.ACCOUNT),
    TELL_OF_PAYMENT("Tell of a payment, as the payment provider", Caller.ANYONE, Target.NONE),
    LIST_TEAM("See who reaches a site", Caller.ADMIN_KEY, Target.OWN_SITES, Role.VIEWER, Refusal.SITE_NOT_FOUND),
    INVITE(
            "Invite somebody to a site",
            Caller.ADMIN_KEY,
            Role.ADMIN,
            "siteId",
            Refusal.SITE_NOT_FOUND,
            Refusal.MAY_NOT_INVITE),
    CHANGE_ROLE(
            "Change somebody's role on a site",
            Caller.ADMIN_KEY,
            Role.OWNER,
            "siteId",
            Refusal.SITE_NOT_FOUND,
            Refusal.MAY_NOT_CHANGE_ROLES),
    REMOVE_MEMBER(
            "Remove somebody from a site, cancel an invitation, or leave",
            Caller.ADMIN_KEY,
            Role.VIEWER,
            "siteId",
            Refusal.SITE_NOT_FOUND),
    SEE_INVITATION("See an invitation by its token", Caller.ANYONE, Target.NONE),
    ANSWER_INVITATION("Accept or decline an invitation", Caller.LOGIN, Target.ACCOUNT),
    TRANSFER_SITE(
            "Begin to hand a site over",
            Caller.LOGIN,
            Role.OWNER,
            "siteId",
            Refusal.SITE_NOT_FOUND,
            Refusal.MAY_NOT_TRANSFER),
    CONFIRM_TRANSFER("Confirm that a site changes its owner", Caller.LOGIN, Target.ACCOUNT),
    CANCEL_TRANSFER("Call off that a site changes its owner", Caller.LOGIN, Target.ACCOUNT),
    READ_STATS("Read a site's statistics", Caller.READ_KEY, Role.VIEWER, "siteId", Refusal.ACCESS_DENIED),
    QUERY_STATS(
            "Ask for chosen numbers of a site",
            Caller.READ_KEY,
            Target.SITE,
            Optional.of(Role.VIEWER),
            "site_id",
            Refusal.QUERY_DENIED,
            Refusal.ACCESS_DENIED,
            Refusal.KEY_REQUIRED),
    READ_OVERVIEW("Read the numbers of all sites", Caller.READ_KEY, Target.OWN_SITES),
    READ_REALTIME("Watch a site live", Caller.READ_KEY, Role.VIEWER, "siteId", Refusal.ACCESS_DENIED),
    READ_COMPLETENESS(
            "See what became of a site's beacons", Caller.READ_KEY, Role.VIEWER, "siteId", Refusal.ACCESS_DENIED),
    EXPORT_DATA("Take rows of a site away", Caller.READ_KEY, Role.MEMBER, "siteId", Refusal.ACCESS_DENIED),
    LIST_SEGMENTS("See saved filters", Caller.READ_KEY, Role.VIEWER, "siteId", Refusal.ACCESS_DENIED),
    CREATE_SEGMENT("Save filters", Caller.WRITE_KEY, Role.MEMBER, "siteId", Refusal.ACCESS_DENIED),
    CHANGE_SEGMENT("Change saved filters", Caller.WRITE_KEY, Target.OWN_SITES, Role.MEMBER, Refusal.ACCESS_DENIED),
    DELETE_SEGMENT("Delete saved filters", Caller.ADMIN_KEY, Target.OWN_SITES, Role.MEMBER, Refusal.ACCESS_DENIED),
    MANAGE_SEGMENTS(
            "Share saved filters, and change what others share",
            Caller.WRITE_KEY,
            Role.ADMIN,
            "siteId",
            Refusal.ACCESS_DENIED),
    IMPORT("Import history", Caller.WRITE_KEY, Role.ADMIN, "siteId", Refusal.IMPORT_DENIED, Refusal.IMPORT_DENIED),
    OPERATE("Work through the command line of this machine", Caller.OPERATOR, Target.NONE);

    /** The least credential; a login may do whatever a key of any scope may, the operator everything. */
    public enum Caller {
        ANYONE,
        /** No credential is needed, but a key that comes along must be good for writing; a login is not looked at. */
        ANYONE_OR_WRITE_KEY,
        READ_KEY,
        WRITE_KEY,
        ADMIN_KEY,
        LOGIN,
        OPERATOR
    }

    /** What the action is done to; decides how a key limited to one site is held. */
    public enum Target {
        /** Nothing that belongs to anybody. */
        NONE,
        /** The caller's account; out of reach for a key limited to a site. */
        ACCOUNT,
        /** The caller's sites and what hangs on them; a limited key sees only its own. */
        OWN_SITES,
        /** One site if the request names it, else the whole account; a limited key must name its own. */
        SITE_OR_ACCOUNT,
        /** One site, named by the request. */
        SITE
    }

    /**
     * What one needs to look after the own account, to pay, or to leave with the own data (contract: auth, "canAccess
     * false"); and what is asked of each site for itself.
     */
    private static final Set<Action> WITHOUT_SUBSCRIPTION = Set.of(
            LOG_OUT,
            REFRESH_TOKEN,
            CHANGE_PASSWORD,
            CHANGE_SECOND_FACTOR,
            READ_ACCOUNT,
            CHANGE_PROFILE,
            EXPORT_ACCOUNT,
            DELETE_ACCOUNT,
            LIST_SESSIONS,
            END_SESSIONS,
            MANAGE_BILLING,
            READ_OVERVIEW);

    private final String purpose;
    private final Caller caller;
    private final Target target;
    private final Optional<Role> role;
    private final String siteParameter;
    private final Refusal unknownSite;
    private final Refusal wrongRole;
    private final Refusal withoutCredential;

    /** Something no site is needed for. */
    Action(String purpose, Caller caller, Target target) {
        this(purpose, caller, target, Optional.empty(), "siteId", Refusal.SITE_NOT_FOUND, Refusal.ACCESS_DENIED);
    }

    /** Something that may name a site. */
    Action(String purpose, Caller caller, Target target, Role role, Refusal unknownSite) {
        this(purpose, caller, target, Optional.of(role), "siteId", unknownSite, Refusal.ACCESS_DENIED);
    }

    /** Something done to one site. */
    Action(String purpose, Caller caller, Role role, String siteParameter, Refusal unknownSite) {
        this(purpose, caller, role, siteParameter, unknownSite, Refusal.ACCESS_DENIED);
    }

    /** Something done to one site, with a text of its own for too small a role. */
    Action(String purpose, Caller caller, Role role, String siteParameter, Refusal unknownSite, Refusal wrongRole) {
        this(purpose, caller, Target.SITE, Optional.of(role), siteParameter, unknownSite, wrongRole);
    }

    Action(
            String purpose,
            Caller caller,
            Target target,
            Optional<Role> role,
            String siteParameter,
            Refusal unknownSite,
            Refusal wrongRole) {
        this(purpose, caller, target, role, siteParameter, unknownSite, wrongRole, Refusal.INVALID_TOKEN);
    }

    Action(
            String purpose,
            Caller caller,
            Target target,
            Optional<Role> role,
            String siteParameter,
            Refusal unknownSite,
            Refusal wrongRole,
            Refusal withoutCredential) {
        this.purpose = purpose;
        this.caller = caller;
        this.target = target;
        this.role = role;
        this.siteParameter = siteParameter;
        this.unknownSite = unknownSite;
        this.wrongRole = wrongRole;
        this.withoutCredential = withoutCredential;
    }

    /** What it is, in words, for the documentation. */
    public String purpose() {
        return purpose;
    }

    public Caller caller() {
        return caller;
    }

    /** Whether it can be asked without any credential; then a bad one is not looked at either. */
    public boolean isOpen() {
        return caller == Caller.ANYONE || caller == Caller.ANYONE_OR_WRITE_KEY;
    }

    public Target target() {
        return target;
    }

    /** Whether it takes an account with access. */
    public boolean needsSubscription() {
        return !isOpen() && caller != Caller.OPERATOR && !WITHOUT_SUBSCRIPTION.contains(this);
    }

    /** The least role on the site that the request names. */
    public Optional<Role> role() {
        return role;
    }

    /** Name of the parameter, field of the body or part of the path that names the site. */
    public String siteParameter() {
        return siteParameter;
    }

    /** Whether it is done to a site whenever the request names one; then the site's owner counts, else the caller. */
    boolean isOnSiteIfNamed() {
        return role.isPresent();
    }

    /** The answer when the site is unknown or the caller has no role on it. */
    public Refusal unknownSite() {
        return unknownSite;
    }

    /** The answer when the caller's role on the site is too small. */
    public Refusal wrongRole() {
        return wrongRole;
    }

    /** The answer when there is no credential where one is needed. */
    public Refusal withoutCredential() {
        return withoutCredential;
    }
}
