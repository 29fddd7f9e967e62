package dev.zta.server.operator;

import dev.zta.core.access.Access;
import dev.zta.core.account.AccountStore;
import dev.zta.core.mail.Mailer;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.auth.PasswordNotice;
import dev.zta.server.keys.KeyNotice;
import dev.zta.server.sites.DeletionNotice;
import java.time.InstantSource;

/**
 * Does what the operator asks of accounts: in the server that runs on the folder, or in the command itself while none runs.
 * Both ways give the same outcomes and refusals.
 */
public final class OperatorAccounts {
    private final UserActs users;
    private final SiteActs sites;
    private final KeyActs keys;

    public OperatorAccounts(
            AccountStore store, Access access, AccountUseCases useCases, Mailer mailer, InstantSource clock) {
        Named named = new Named(store);
        users = new UserActs(useCases, named, new PasswordNotice(store, mailer), mailer, clock);
        sites = new SiteActs(useCases, named, new DeletionNotice(store, mailer), clock);
        keys = new KeyActs(useCases, access, named, new KeyNotice(store, mailer), clock);
    }

    /**
     * Carries an act out.
     *
     * @throws dev.zta.server.http.ApiException with what a person is to read, when it can't be
     */
    public Outcome carryOut(OperatorAct act) {
        return switch (act) {
            case OperatorAct.AddUser add -> users.add(add);
            case OperatorAct.ListUsers _ -> users.list();
            case OperatorAct.SetPassword change -> users.setPassword(change);
            case OperatorAct.SetDisabled change -> users.setDisabled(change);
            case OperatorAct.ShowPlan(var user) -> users.showPlan(user);
            case OperatorAct.GivePlan give -> users.givePlan(give);
            case OperatorAct.AddSite add -> sites.add(add);
            case OperatorAct.RemoveSite remove -> sites.remove(remove);
            case OperatorAct.ListSites _ -> sites.list();
            case OperatorAct.FindSite(var site) -> sites.find(site);
            case OperatorAct.FindOrAddSite wanted -> sites.findOrAdd(wanted);
            case OperatorAct.AddKey add -> keys.add(add);
            case OperatorAct.ListKeys list -> keys.list(list);
            case OperatorAct.RevokeKey revoke -> keys.revoke(revoke);
        };
    }
}
