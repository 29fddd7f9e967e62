package dev.zta.server.query;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.QueryLimitException;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import dev.zta.server.segments.SegmentFilters;
import dev.zta.server.stats.SiteParameters;
import java.lang.System.Logger.Level;
import java.util.List;

/** Chosen numbers of a site for programs (contract: stats-api, "GET /api/stats-api"). */
public final class QueryFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(QueryFeature.class.getName());

    private final SiteParameters parameters;
    private final Access access;
    private final SegmentFilters segments;
    private final QueryReport report;
    private final RealtimeReport realtime;

    public QueryFeature(EventStore store, LiveView live, SiteDirectory sites, Access access, SegmentFilters segments) {
        parameters = new SiteParameters(sites);
        this.access = access;
        this.segments = segments;
        report = new QueryReport(store);
        realtime = new RealtimeReport(live);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/stats-api", Action.QUERY_STATS, this::query).with(RoutePolicy.QUERY));
    }

    private Answer query(Call call) {
        String siteId = call.query("site_id").orElseThrow(() -> new ApiException(400, "site_id parameter is required"));
        QueryRequest request = parameters.read(
                siteId,
                calendar -> checked(call, QueryRequest.parse(siteId, call::query, calendar, call.receivedAt())));
        Site site = access.site(call.principal(), Action.QUERY_STATS, siteId).site();
        QueryRequest whole = request.and(segments.of(call, site));
        return Answer.ok(answer(site, parameters.read(siteId, _ -> whole.checked()), call));
    }

    /** A segment may name the currency, and is known only when the caller may see the site. */
    private static QueryRequest checked(Call call, QueryRequest request) {
        return call.query("segment").isPresent() ? request : request.checked();
    }

    private QueryAnswer answer(Site site, QueryRequest request, Call call) {
        if (request.days().isEmpty()) {
            return realtime.answer(site.id(), request);
        }
        try {
            return report.answer(site, request, request.days().get(), call.receivedAt());
        } catch (QueryLimitException e) {
            LOG.log(Level.WARNING, "No answer about {0}: {1}", site.id().value(), e.getMessage());
            throw CommonError.UNAVAILABLE.exception();
        }
    }
}
