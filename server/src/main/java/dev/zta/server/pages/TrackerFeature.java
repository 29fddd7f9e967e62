package dev.zta.server.pages;

import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import java.util.List;
import java.util.Map;

/** The script that sites embed, at all its addresses (contract: tracker, "Files and delivery"). */
public final class TrackerFeature implements Feature {
    private static final List<String> ADDRESSES = List.of(
            "/js/analytics.js", "/track.js", "/js/track.js", "/js/analytics.min.js", "/js/analytics.full.min.js");

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "public, max-age=3600",
            "Access-Control-Allow-Origin", "*",
            "Cross-Origin-Resource-Policy", "cross-origin");

    private final StaticFiles files = new StaticFiles("/web/tracker/");

    @Override
    public List<Route> routes() {
        return ADDRESSES.stream()
                .map(address -> new Route("GET", address, Action.OPEN_PAGE, this::script).with(RoutePolicy.PAGE))
                .toList();
    }

    private Answer script(Call call) {
        return files.find("analytics.js")
                .orElseThrow(CommonError.NOT_FOUND::exception)
                .answer(call, HEADERS);
    }
}
