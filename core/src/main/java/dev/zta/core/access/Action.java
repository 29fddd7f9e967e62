package dev.zta.core.access;

import java.util.Optional;

/**
 * Everything that can be asked of the server, with what it takes to ask (contract: api-keys, "Scope by endpoint group";
 * teams, "Role by endpoint group"). A route that names no action does not start.
 */
public enum Action {
    OPEN_PAGE(Caller.ANYONE, Optional.empty(), Target.NONE),
    READ_HEALTH(Caller.ANYONE, Optional.empty(), Target.NONE),
    TRACK(Caller.ANYONE, Optional.empty(), Target.NONE),
    REGISTER(Caller.ANYONE, Optional.empty(), Target.NONE),
    LOG_IN(Caller.ANYONE, Optional.empty(), Target.NONE),
    LOG_OUT(Caller.LOGIN, Optional.empty(), Target.ACCOUNT),
    LIST_SITES(Caller.READ_KEY, Optional.empty(), Target.OWN_SITES),
    CREATE_SITE(Caller.ADMIN_KEY, Optional.empty(), Target.ACCOUNT),
    LIST_KEYS(Caller.ADMIN_KEY, Optional.empty(), Target.OWN_SITES),
    CREATE_KEY(Caller.ADMIN_KEY, Optional.empty(), Target.OWN_SITES),
    REVOKE_KEY(Caller.ADMIN_KEY, Optional.empty(), Target.OWN_SITES),
    READ_STATS(Caller.READ_KEY, Optional.of(Role.VIEWER), Target.SITE),
    READ_REALTIME(Caller.READ_KEY, Optional.of(Role.VIEWER), Target.SITE),
    READ_COMPLETENESS(Caller.READ_KEY, Optional.of(Role.VIEWER), Target.SITE),
    IMPORT(Caller.WRITE_KEY, Optional.of(Role.ADMIN), Target.SITE),
    OPERATE(Caller.OPERATOR, Optional.empty(), Target.NONE);

    /** The least credential; a login may do whatever a key of any scope may. */
    public enum Caller {
        ANYONE,
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
        /** One site, named by the request. */
        SITE
    }

    private final Caller caller;
    private final Optional<Role> role;
    private final Target target;

    Action(Caller caller, Optional<Role> role, Target target) {
        this.caller = caller;
        this.role = role;
        this.target = target;
    }

    public Caller caller() {
        return caller;
    }

    /** The least role on the site that the request names. */
    public Optional<Role> role() {
        return role;
    }

    public Target target() {
        return target;
    }
}
