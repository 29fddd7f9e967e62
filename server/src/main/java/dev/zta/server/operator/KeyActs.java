package dev.zta.server.operator;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Role;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.accounts.KeyAccounts;
import dev.zta.server.accounts.KeyAccounts.IssuedKey;
import dev.zta.server.accounts.NewKey;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.keys.KeyNotice;
import dev.zta.server.operator.OperatorAct.AddKey;
import dev.zta.server.operator.OperatorAct.ListKeys;
import dev.zta.server.operator.OperatorAct.RevokeKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code zta key}. */
final class KeyActs {
    private final AccountUseCases useCases;
    private final Access access;
    private final Named named;
    private final KeyNotice notice;
    private final InstantSource clock;

    KeyActs(AccountUseCases useCases, Access access, Named named, KeyNotice notice, InstantSource clock) {
        this.useCases = useCases;
        this.access = access;
        this.named = named;
        this.notice = notice;
        this.clock = clock;
    }

    Outcome add(AddKey act) {
        Optional<Site> limitedTo = act.site().map(named::site);
        User user = owner(act, limitedTo);
        limitedTo.ifPresent(site -> requireRole(user, site));
        NewKey wanted = new NewKey(
                user.id(),
                KeyAccounts.checkedName(act.name()),
                KeyAccounts.checkedScope(act.scope()),
                act.days().map(useCases.keys()::checkedExpiry),
                limitedTo.map(Site::id));
        IssuedKey issued = useCases.keys().add(wanted, asOperator(user.id()));
        notice.send(issued.key());
        return issued(issued);
    }

    private User owner(AddKey act, Optional<Site> limitedTo) {
        return act.user()
                .map(named::user)
                .or(() -> limitedTo
                        .filter(site -> !site.ownerId().equals(Site.NOBODY))
                        .map(site -> named.user(site.ownerId())))
                .or(named::oldestUser)
                .orElseThrow(
                        () -> Named.refused("A key belongs to an account and there is none yet: zta user add EMAIL"));
    }

    /** As by HTTP: a key is limited to a site that its user may at least look at (contract: api-keys, "POST"). */
    private void requireRole(User user, Site site) {
        Optional<Role> role = access.roleOn(site, user.id());
        if (role.isEmpty()
                || !Action.CREATE_KEY.role().map(role.get()::includes).orElse(true)) {
            throw Named.refused(user.email() + " has no part in " + site.domain()
                    + ", so a key for it would reach nothing; with --user name its owner or a member of its team");
        }
    }

    private Outcome issued(IssuedKey issued) {
        Map<String, Object> fields = fields(issued.key());
        fields.put("key", issued.secret());
        return Outcome.of(fields, issued.key().id() + "\nKey (shown only now): " + issued.secret());
    }

    Outcome list(ListKeys act) {
        List<User> users = act.user().map(named::user).map(List::of).orElseGet(useCases.users()::all);
        return Outcome.list(users.stream()
                .flatMap(user -> useCases.keys().of(user.id()).stream())
                .map(this::fields)
                .toList());
    }

    Outcome revoke(RevokeKey act) {
        if (!useCases.keys().revoke(act.id(), key -> asOperator(key.userId()))) {
            throw Named.refused("There is no live key '" + act.id() + "'; zta key list shows all");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", act.id());
        fields.put("revoked", true);
        return Outcome.of(fields, "Revoked " + act.id());
    }

    private Map<String, Object> fields(ApiKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", key.id());
        fields.put("name", key.name());
        fields.put("scope", key.scope().code());
        fields.put("mask", key.mask());
        fields.put("user", key.userId());
        fields.put("site", key.limitedTo().map(SiteId::value));
        fields.put("createdAt", key.createdAt().toString());
        fields.put("lastUsed", key.lastUsed().map(Instant::toString));
        fields.put("expiresAt", key.expiresAt().map(Instant::toString));
        fields.put("expired", key.isExpiredAt(clock.instant()));
        return fields;
    }

    private Circumstances asOperator(String userId) {
        return useCases.activity().byOperator(userId, clock.instant());
    }
}
