package dev.zta.server.pages;

import dev.zta.core.access.Action;
import dev.zta.core.access.Refusal;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import dev.zta.server.shares.PublicPage;
import dev.zta.server.shares.SharedViews;
import java.util.List;
import java.util.Map;

/**
 * {@code /shared/{token}} and {@code /public/{siteId}}: the pages of public numbers (contract: public-stats, "Pages and
 * embedding"). Their script asks for the numbers; here it is decided whether there is a page, and who may frame it.
 */
public final class PublicFeature implements Feature {
    /** So that the token does not leak through links. */
    private static final String TOKEN_REFERRER = "no-referrer";

    private static final String SITE_REFERRER = "same-origin";

    private final SharedViews views;
    private final ThemedPage page;
    private final StaticFiles files = new StaticFiles("/web/dashboard/");

    public PublicFeature(SharedViews views) {
        this.views = views;
        page = new ThemedPage(files, "shared.html");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/shared/{token}", Action.OPEN_PAGE, this::shared).with(RoutePolicy.PAGE),
                new Route("GET", "/public/{siteId}", Action.OPEN_PAGE, this::open).with(RoutePolicy.PAGE));
    }

    private Answer shared(Call call) {
        PublicPage state = views.pageOfToken(call.path("token"), call.receivedAt());
        Map<String, String> headers = headers(call, state, TOKEN_REFERRER);
        headers.put("X-Robots-Tag", "noindex");
        return state == PublicPage.NONE
                ? missing(headers, Refusal.SHARE_NOT_FOUND.error())
                : page.answer(call, headers);
    }

    private Answer open(Call call) {
        PublicPage state = views.pageOfSite(call.path("siteId"));
        Map<String, String> headers = headers(call, state, SITE_REFERRER);
        return state == PublicPage.NONE ? missing(headers, Refusal.SITE_NOT_FOUND.error()) : page.answer(call, headers);
    }

    private static Map<String, String> headers(Call call, PublicPage state, String referrerPolicy) {
        boolean isFramed = call.query("embed").filter("1"::equals).isPresent() && state != PublicPage.GUARDED;
        return isFramed ? PagePolicy.framed(referrerPolicy) : PagePolicy.unframed(referrerPolicy);
    }

    private Answer missing(Map<String, String> headers, String text) {
        StaticFile template = files.find("not-shared.html").orElseThrow(CommonError.NOT_FOUND::exception);
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Type", "text/html; charset=utf-8");
        return new Answer(404, headers, template.with("{text}", text).content());
    }
}
