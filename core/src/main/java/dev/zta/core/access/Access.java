package dev.zta.core.access;

import dev.zta.core.access.Action.Caller;
import dev.zta.core.access.Action.Target;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.site.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * The one decision on who may do what. It comes in two calls, because the contract wants the request's parameters checked
 * between them (api-keys, "Order of checks"): {@link #admit} for every request, then {@link #site} for every site a handler
 * is about to touch. Thread-safe; answers from memory.
 */
public final class Access {
    private final SiteDirectory sites;
    private final Memberships memberships;
    private final Subscribers subscribers;

    /** Where nobody has to pay. */
    public Access(SiteDirectory sites, Memberships memberships) {
        this(sites, memberships, Subscribers.EVERYBODY);
    }

    public Access(SiteDirectory sites, Memberships memberships, Subscribers subscribers) {
        this.sites = sites;
        this.memberships = memberships;
        this.subscribers = subscribers;
    }

    /**
     * Checks credential, scope, site limit and, unless a site is named whose owner counts, that the caller's account has
     * access, in this order; to be called before the parameters are looked at.
     *
     * @param sitesNamed every site that the request names, by parameter, body or path, as it was written
     * @throws AccessRefusedException 401 or 403
     */
    public void admit(Principal principal, Action action, List<String> sitesNamed) {
        admitCredential(principal, action, sitesNamed);
        boolean isOnSite = action.target() == Target.SITE || (action.isOnSiteIfNamed() && !sitesNamed.isEmpty());
        if (!isOnSite) {
            checkSubscription(principal, action);
        }
    }

    private void admitCredential(Principal principal, Action action, List<String> sitesNamed) {
        switch (principal) {
            case Principal.Nobody _ -> refuseUnless(action.isOpen(), action.withoutCredential());
            case Principal.Login _ -> refuseUnless(action.caller() != Caller.OPERATOR, Refusal.ACCESS_DENIED);
            case Principal.Key key -> {
                checkScope(key, action);
                checkSiteLimit(key, action, sitesNamed);
            }
            case Principal.Operator _ -> {}
        }
    }

    /**
     * Checks that the site is there for the caller, then the caller's role on it, and then that its owner's account has
     * access; to be called once the parameters are known to be good. Holds a key to its site limit again.
     *
     * @param siteNamed the site as the request named it
     * @throws AccessRefusedException with the action's own text for an unknown or foreign site, or for too small a role
     */
    public SiteGrant site(Principal principal, Action action, String siteNamed) {
        admitCredential(principal, action, List.of(siteNamed));
        Site site = find(siteNamed).orElseThrow(() -> new AccessRefusedException(action.unknownSite()));
        Role role = roleOn(site, principal).orElseThrow(() -> new AccessRefusedException(action.unknownSite()));
        refuseUnless(action.role().map(role::includes).orElse(true), action.wrongRole());
        boolean isPaidFor = !action.needsSubscription()
                || principal instanceof Principal.Operator
                || subscribers.canAccess(site.ownerId());
        refuseUnless(isPaidFor, Refusal.SUBSCRIPTION_REQUIRED);
        return new SiteGrant(site, role);
    }

    /**
     * The site that anybody may see the totals of, because its public flag is on (contract: public-stats, "Public flag").
     *
     * @param siteNamed the site as the request named it
     * @throws AccessRefusedException alike for one that is unknown, not public, or of an owner whose account has no access
     */
    public Site publicSite(String siteNamed) {
        return find(siteNamed)
                .filter(Site::isPublic)
                .filter(site -> subscribers.canAccess(site.ownerId()))
                .orElseThrow(() -> new AccessRefusedException(Refusal.SITE_NOT_FOUND));
    }

    /**
     * The site whose totals a share link shows, whether its public flag is on or off.
     *
     * @param site of a link that was neither revoked nor has expired
     * @throws AccessRefusedException as for an unknown link when the site is gone, or its owner's account has no access
     */
    public Site sharedSite(SiteId site) {
        return sites.find(site)
                .filter(found -> subscribers.canAccess(found.ownerId()))
                .orElseThrow(() -> new AccessRefusedException(Refusal.SHARE_NOT_FOUND));
    }

    /** What somebody is on a site; a key is what its user is. Says nothing about scope or site limit. */
    public Optional<Role> roleOn(Site site, Principal principal) {
        return switch (principal) {
            case Principal.Nobody _ -> Optional.empty();
            case Principal.Login login -> roleOn(site, login.userId());
            case Principal.Key key -> roleOn(site, key.userId());
            case Principal.Operator _ -> Optional.of(Role.OWNER);
        };
    }

    /** What a user is on a site. */
    public Optional<Role> roleOn(Site site, String userId) {
        return site.ownerId().equals(userId) ? Optional.of(Role.OWNER) : memberships.memberRole(site.id(), userId);
    }

    private Optional<Site> find(String siteNamed) {
        return SiteId.isValid(siteNamed) ? sites.find(new SiteId(siteNamed)) : Optional.empty();
    }

    private void checkSubscription(Principal principal, Action action) {
        boolean mayGoOn = !action.needsSubscription()
                || switch (principal) {
                    case Principal.Login login -> subscribers.canAccess(login.userId());
                    case Principal.Key key -> subscribers.canAccess(key.userId());
                    case Principal.Nobody _, Principal.Operator _ -> true;
                };
        refuseUnless(mayGoOn, Refusal.SUBSCRIPTION_REQUIRED);
    }

    private static void checkScope(Principal.Key key, Action action) {
        switch (action.caller()) {
            case ANYONE -> {}
            case READ_KEY -> requireScope(key, Scope.READ);
            case WRITE_KEY, ANYONE_OR_WRITE_KEY -> requireScope(key, Scope.WRITE);
            case ADMIN_KEY -> requireScope(key, Scope.ADMIN);
            case LOGIN -> throw new AccessRefusedException(Refusal.LOGIN_REQUIRED);
            case OPERATOR -> throw new AccessRefusedException(Refusal.ACCESS_DENIED);
        }
    }

    private static void requireScope(Principal.Key key, Scope needed) {
        refuseUnless(
                key.scope().includes(needed),
                key.scope() == Scope.READ ? Refusal.READ_ONLY_KEY : Refusal.WRITE_ONLY_KEY);
    }

    private static void checkSiteLimit(Principal.Key key, Action action, List<String> sitesNamed) {
        if (key.limitedTo().isEmpty()) {
            return;
        }
        String own = key.limitedTo().get().value();
        refuseUnless(action.target() != Target.ACCOUNT, Refusal.LIMITED_KEY);
        for (String named : sitesNamed) {
            refuseUnless(named.equals(own), Refusal.otherSite(named));
        }
        refuseUnless(action.target() != Target.SITE_OR_ACCOUNT || !sitesNamed.isEmpty(), Refusal.LIMITED_KEY);
    }

    private static void refuseUnless(boolean allowed, Refusal refusal) {
        if (!allowed) {
            throw new AccessRefusedException(refusal);
        }
    }
}
