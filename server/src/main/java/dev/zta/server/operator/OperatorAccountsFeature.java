package dev.zta.server.operator;

import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.List;

/** {@code POST /api/operator/acts}: what commands of this machine ask of the accounts of the server that runs on their folder. */
public final class OperatorAccountsFeature implements Feature {
    private final OperatorAccounts accounts;

    public OperatorAccountsFeature(OperatorAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/operator/acts", Action.OPERATE, this::carryOut));
    }

    private Answer carryOut(Call call) {
        OperatorAct act = OperatorJson.act(call.body()).orElseThrow(CommonError.BAD_REQUEST::exception);
        return Answer.ok(accounts.carryOut(act)).with("Cache-Control", "no-store");
    }
}
