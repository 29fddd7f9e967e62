package dev.zta.server.operator;

import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.List;

/** What commands of this machine ask of the server that runs on their folder. */
public final class OperatorFeature implements Feature {
    private final Verification verification;

    public OperatorFeature(Verification verification) {
        this.verification = verification;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/operator/verify", Action.OPERATE, _ -> Answer.ok(verification.run())));
    }
}
