package dev.zta.server.stats;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.journal.JournalDamage;
import dev.zta.core.query.Period;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.QueryLimitException;
import dev.zta.core.tally.Tally;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.segments.SegmentFilters;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The report of a site, and what became of its beacons (contract: stats; track, "Completeness"). */
public final class StatsFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(StatsFeature.class.getName());

    private final EventStore store;
    private final SiteParameters parameters;
    private final Supplier<List<JournalDamage>> damage;
    private final Access access;
    private final StatsReport report;
    private final EventsReport events;
    private final SegmentFilters segments;

    /**
     * Answers from a store.
     *
     * @param damage what the journal has lost
     */
    public StatsFeature(
            EventStore store,
            SiteDirectory sites,
            Supplier<List<JournalDamage>> damage,
            Access access,
            SegmentFilters segments) {
        this.store = store;
        parameters = new SiteParameters(sites);
        this.damage = damage;
        this.access = access;
        this.segments = segments;
        report = new StatsReport(store);
        events = new EventsReport(store);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/stats", Action.READ_STATS, this::stats),
                new Route("GET", "/api/stats/events", Action.READ_STATS, this::events),
                new Route("GET", "/api/stats/completeness", Action.READ_COMPLETENESS, this::completeness));
    }

    private Answer stats(Call call) {
        String siteId = SiteParameters.siteId(call);
        StatsRequest request =
                parameters.read(siteId, calendar -> StatsRequest.parse(call::query, calendar, call.receivedAt()));
        Site site = access.site(call.principal(), Action.READ_STATS, siteId).site();
        StatsRequest filtered = request.and(segments.of(call, site));
        return fresh(withinLimits(siteId, () -> report.answer(site, filtered, call.receivedAt())));
    }

    private Answer events(Call call) {
        String siteId = SiteParameters.siteId(call);
        EventsRequest request = parameters.read(siteId, calendar -> EventsRequest.parse(call, calendar));
        Site site = access.site(call.principal(), Action.READ_STATS, siteId).site();
        return fresh(withinLimits(siteId, () -> events.answer(site, request, call.receivedAt())));
    }

    private static <T> T withinLimits(String siteId, Supplier<T> report) {
        try {
            return report.get();
        } catch (QueryLimitException e) {
            LOG.log(Level.WARNING, "No report of {0}: {1}", siteId, e.getMessage());
            throw CommonError.UNAVAILABLE.exception();
        }
    }

    private Answer completeness(Call call) {
        String siteId = SiteParameters.siteId(call);
        Period period = parameters
                .read(siteId, calendar -> StatsRequest.period(call::query, calendar, call.receivedAt()))
                .period();
        Site site =
                access.site(call.principal(), Action.READ_COMPLETENESS, siteId).site();
        Tally tally = store.tally(site.id(), Tally.slotOf(period.start()), slotAfter(period.end()));
        return fresh(Completeness.of(tally, site.calendar().zoneAt(call.receivedAt()), damage.get()));
    }

    private static Instant slotAfter(Instant end) {
        Instant slot = Tally.slotOf(end);
        return slot.equals(end) ? slot : slot.plusSeconds(Tally.SLOT_SECONDS);
    }

    private static Answer fresh(Object json) {
        return Answer.ok(json).with("Cache-Control", "private, no-cache");
    }
}
