package dev.zta.server.stats;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.Site;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.List;

/** Who is on a site right now (contract: stats, "GET /api/realtime"). */
public final class RealtimeFeature implements Feature {
    private final LiveView live;
    private final Access access;

    public RealtimeFeature(LiveView live, Access access) {
        this.live = live;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/realtime", Action.READ_REALTIME, this::realtime));
    }

    private Answer realtime(Call call) {
        String siteId = SiteParameters.siteId(call);
        Site site = access.site(call.principal(), Action.READ_REALTIME, siteId).site();
        return Answer.ok(RealtimeAnswer.of(
                        live.snapshot(site.id()), site.calendar().zoneAt(call.receivedAt()), call.receivedAt()))
                .with("Cache-Control", "no-cache, no-store, must-revalidate");
    }
}
