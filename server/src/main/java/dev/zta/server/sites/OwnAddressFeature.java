package dev.zta.server.sites;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.collect.Domains;
import dev.zta.core.collect.SiteRules;
import dev.zta.core.site.Site;
import dev.zta.server.address.OwnNetwork;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /api/sites/{id}/own-address}: where the server sees the caller come from, and what to exclude so that the site
 * does not count them (contract: beyond, "Not me"). The address is in the answer and nowhere else.
 */
public final class OwnAddressFeature implements Feature {
    private final Access access;

    public OwnAddressFeature(Access access) {
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/sites/{id}/own-address", Action.SEE_OWN_ADDRESS, this::show));
    }

    private Answer show(Call call) {
        Site site = access.site(call.principal(), Action.SEE_OWN_ADDRESS, call.path("id"))
                .site();
        String address = call.clientAddress();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("address", address);
        view.put("range", OwnNetwork.of(address));
        view.put("excluded", new SiteRules(site, Domains.NONE).excludesAddress(address));
        return Answer.ok(view).with("Cache-Control", "no-store");
    }
}
