package dev.zta.server.pages;

import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The dashboard: one page for all its addresses, and the files that it loads (contract: cli, "Pages"). */
public final class DashboardFeature implements Feature {
    private static final String PAGE = "index.html";

    /** Addresses that the dashboard's own router takes apart. */
    private static final List<String> ADDRESSES = List.of(
            "/setup",
            "/setup/",
            "/login",
            "/login/",
            "/register",
            "/register/",
            "/reset",
            "/reset/",
            "/verify-email",
            "/verify-email/",
            "/accept-invite",
            "/accept-invite/",
            "/confirm-transfer",
            "/confirm-transfer/",
            "/dashboard",
            "/dashboard/{rest*}",
            "/account",
            "/account/{rest*}");

    private static final Map<String, String> PAGE_HEADERS = PagePolicy.unframed("same-origin");

    /** Names of assets change with their content. */
    private static final Map<String, String> ASSET_HEADERS = Map.of(
            "Cache-Control", "public, max-age=31536000, immutable",
            "Cross-Origin-Resource-Policy", "same-origin");

    /** Where the page names whom one can log in with, so that it asks for nothing to know. */
    private static final String PROVIDERS = "{login-providers}";

    private final StaticFiles files = new StaticFiles("/web/dashboard/");
    private final Map<String, StaticFile> pages = new ConcurrentHashMap<>();
    private final String providers;

    /**
     * The dashboard of an installation.
     *
     * @param providers with whose accounts one can log in here, as in the paths of the API, for instance {@code github}
     */
    public DashboardFeature(List<String> providers) {
        this.providers = String.join(" ", providers);
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        ADDRESSES.forEach(address -> routes.add(page(address, this::page)));
        routes.add(page("/assets/{name*}", this::asset));
        routes.add(page("/", _ -> new Answer(302, Map.of("Location", "/dashboard/"), Answer.NO_BODY)));
        return routes;
    }

    private static Route page(String address, Route.Handler handler) {
        return new Route("GET", address, Action.OPEN_PAGE, handler).with(RoutePolicy.PAGE);
    }

    private Answer page(Call call) {
        return pages.computeIfAbsent(PAGE, name -> file(name).with(PROVIDERS, providers))
                .answer(call, PAGE_HEADERS);
    }

    private Answer asset(Call call) {
        return file("assets/" + call.path("name")).answer(call, ASSET_HEADERS);
    }

    private StaticFile file(String name) {
        return files.find(name).orElseThrow(CommonError.NOT_FOUND::exception);
    }
}
