package dev.zta.server.cli;

import dev.zta.core.account.AccountStore;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import dev.zta.server.settings.Settings;
import java.util.Optional;

/**
 * Does what commands ask of the accounts of a folder: through the server that runs on it, so that it holds there at once and by
 * the server's settings; without one in this process (contract: cli, "While a server runs on the data folder").
 */
final class AccountActs {
    private AccountActs() {}

    /**
     * Carries an act out.
     *
     * @throws RefusedException or {@link dev.zta.server.http.ApiException} with what the user reads
     */
    static Outcome carryOut(OperatorAct act, Settings settings, Console console) {
        Optional<RunningServer> server = RunningServer.on(new DataFolder(settings.data()));
        return server.isPresent() ? through(server.get(), act) : directly(act, settings, console);
    }

    private static Outcome through(RunningServer server, OperatorAct act) {
        try (server) {
            return server.carryOut(act);
        }
    }

    private static Outcome directly(OperatorAct act, Settings settings, Console console) {
        if (!makesFolder(act)) {
            ExistingFolder.require(settings);
        }
        try (OpenAccounts accounts = OpenAccounts.open(settings, console)) {
            return accounts.carryOut(act);
        }
    }

    /** Whatever else is asked of a folder that is not there was meant for another one. */
    private static boolean makesFolder(OperatorAct act) {
        return act instanceof OperatorAct.AddUser || act instanceof OperatorAct.FindOrAddSite;
    }

    /** The site that an outcome shows, in the accounts that are open. */
    static Site siteOf(Outcome shown, AccountStore accounts) {
        SiteId id = new SiteId(String.valueOf(shown.row().get("id")));
        return accounts.find(id)
                .orElseThrow(() -> new RefusedException(ExitCode.BAD_INPUT, "The site " + id + " was just removed"));
    }
}
