package dev.zta.server.keys;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Role;
import dev.zta.core.access.Scope;
import dev.zta.core.access.SiteGrant;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.mail.Mailer;
import dev.zta.core.site.SiteId;
import dev.zta.server.accounts.Callers;
import dev.zta.server.accounts.KeyAccounts;
import dev.zta.server.accounts.KeyAccounts.IssuedKey;
import dev.zta.server.accounts.NewKey;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET}, {@code POST}, {@code PATCH} and {@code DELETE /api/api-keys} (contract: api-keys). */
public final class KeysFeature implements Feature {
    private static final String PATH = "/api/api-keys";

    private final AccountStore store;
    private final Access access;
    private final KeyAccounts keys;
    private final ActivityRecorder activity;
    private final KeyNotice notice;

    public KeysFeature(AccountStore store, Access access, KeyAccounts keys, ActivityRecorder activity, Mailer mailer) {
        this.store = store;
        this.access = access;
        this.keys = keys;
        this.activity = activity;
        notice = new KeyNotice(store, mailer);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", PATH, Action.LIST_KEYS, this::list),
                new Route("POST", PATH, Action.CREATE_KEY, this::create),
                new Route("PATCH", PATH, Action.RENAME_KEY, this::rename),
                new Route("DELETE", PATH, Action.REVOKE_KEY, this::revoke));
    }

    private Answer list(Call call) {
        Optional<String> siteNamed = call.query("siteId");
        return Answer.ok(Map.of(
                "apiKeys",
                siteNamed.isPresent() ? ofSite(call, siteNamed.get()) : own(call.principal(), call.receivedAt())));
    }

    private List<Map<String, Object>> own(Principal principal, Instant now) {
        Optional<SiteId> limit = Callers.siteLimit(principal);
        return keys.of(Callers.userId(principal)).stream()
                .filter(key -> limit.isEmpty() || key.limitedTo().equals(limit))
                .map(key -> KeyViews.listed(key, now))
                .toList();
    }

    private List<Map<String, Object>> ofSite(Call call, String siteNamed) {
        SiteGrant grant = access.site(call.principal(), Action.LIST_KEYS, siteNamed);
        return keys.limitedTo(grant.site().id()).stream()
                .map(key -> KeyViews.listed(key, call.receivedAt(), store.user(key.userId())))
                .toList();
    }

    private Answer create(Call call) {
        JsonFields body = JsonFields.of(call.json());
        Optional<String> siteNamed = body.text("siteId");
        access.admit(call.principal(), Action.CREATE_KEY, siteNamed.stream().toList());
        String name =
                KeyAccounts.checkedName(body.isText("name") ? body.text("name").orElse("") : "");
        Scope scope = KeyAccounts.checkedScope(
                body.isText("scope") ? body.text("scope").orElse("") : "");
        Optional<Instant> expiry = body.has("expiresIn") ? Optional.of(checkedExpiry(body)) : Optional.empty();
        Optional<SiteId> limit = siteNamed.map(named ->
                access.site(call.principal(), Action.CREATE_KEY, named).site().id());
        String user = Callers.userId(call.principal());
        IssuedKey issued = issued(new NewKey(user, name, scope, expiry, limit), call);
        notice.send(issued.key());
        return Answer.created(Map.of("apiKey", KeyViews.issued(issued)));
    }

    private IssuedKey issued(NewKey wanted, Call call) {
        return call.principal() instanceof Principal.Key caller
                ? keys.addFor(caller.keyId(), wanted, activity.by(call))
                : keys.add(wanted, activity.by(call));
    }

    private Instant checkedExpiry(JsonFields body) {
        return keys.checkedExpiry(
                body.isNumber("expiresIn") ? body.number("expiresIn").orElse(0).doubleValue() : 0);
    }

    /** Only the name can change, and only its maker changes it. */
    private Answer rename(Call call) {
        JsonFields body = JsonFields.of(call.json());
        String id = (body.isText("id") ? body.filledText("id") : Optional.<String>empty())
                .orElseThrow(() -> new ApiException(400, "API key ID is required"));
        String name =
                KeyAccounts.checkedName(body.isText("name") ? body.text("name").orElse("") : "");
        ApiKey key = store.key(id)
                .filter(found -> mayRename(call.principal(), found))
                .filter(found -> found.isListedAt(call.receivedAt()))
                .orElseThrow(() -> new ApiException(404, "API key not found"));
        ApiKey renamed = keys.rename(key, name, activity.by(call));
        return Answer.ok(Map.of("apiKey", KeyViews.listed(renamed, call.receivedAt())));
    }

    private static boolean mayRename(Principal principal, ApiKey key) {
        return key.userId().equals(Callers.userId(principal)) && isWithinLimit(principal, key);
    }

    private static boolean isWithinLimit(Principal principal, ApiKey key) {
        Optional<SiteId> limit = Callers.siteLimit(principal);
        return limit.isEmpty() || key.limitedTo().equals(limit);
    }

    private Answer revoke(Call call) {
        String id = call.query("id").orElseThrow(() -> new ApiException(400, "API key ID is required"));
        boolean isRevoked = store.key(id)
                .filter(key -> mayRevoke(call.principal(), key))
                .map(key -> keys.revoke(key, activity.by(call)))
                .orElse(false);
        if (!isRevoked) {
            throw new ApiException(404, "API key not found");
        }
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("success", true);
        done.put("message", "API key revoked successfully");
        return Answer.ok(done);
    }

    private boolean mayRevoke(Principal principal, ApiKey key) {
        return isWithinLimit(principal, key)
                && (key.userId().equals(Callers.userId(principal)) || isOnManagedSite(principal, key));
    }

    /** The owner and the admins of a site revoke every key that is limited to it. */
    private boolean isOnManagedSite(Principal principal, ApiKey key) {
        return key.limitedTo()
                .flatMap(store::find)
                .flatMap(site -> access.roleOn(site, principal))
                .filter(role -> role.includes(Role.ADMIN))
                .isPresent();
    }
}
