package dev.zta.server.stats;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.PeriodParser;
import dev.zta.core.query.RequestedPeriod;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.QueryLimitException;
import dev.zta.server.accounts.VisibleSites;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.stats.OverviewAnswer.SiteRow;
import dev.zta.server.stats.OverviewReport.Asked;
import dev.zta.server.stats.OverviewReport.Found;
import java.lang.System.Logger.Level;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers of all sites of a caller at once (contract: beyond, "All sites"). */
public final class OverviewFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(OverviewFeature.class.getName());

    private final VisibleSites visibleSites;
    private final Access access;
    private final OverviewReport report;

    public OverviewFeature(AccountStore accounts, EventStore store, Access access) {
        visibleSites = new VisibleSites(accounts);
        this.access = access;
        report = new OverviewReport(store);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/sites/overview", Action.READ_OVERVIEW, this::overview));
    }

    private Answer overview(Call call) {
        // A wrong name is refused whether or not there is any site.
        period(call, SiteCalendar.of(ZoneOffset.UTC));
        Map<Site, Optional<String>> refusals = new LinkedHashMap<>();
        visibleSites.of(call.principal()).forEach(site -> refusals.put(site, refusal(call, site)));
        List<Asked> asked = refusals.entrySet().stream()
                .filter(site -> site.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .map(site -> new Asked(site, period(call, site.calendar())))
                .toList();
        List<Found> found = found(asked, call);
        return Answer.ok(new OverviewAnswer(rows(refusals, found), OverviewReport.total(found)))
                .with("Cache-Control", "private, no-cache");
    }

    private static RequestedPeriod period(Call call, SiteCalendar calendar) {
        try {
            return new PeriodParser(calendar, call.receivedAt())
                    .parse(call.query("period"), Optional.empty(), Optional.empty());
        } catch (BadQueryException e) {
            throw SiteParameters.refused(e);
        }
    }

    /** Why the site's numbers are not for the caller, above all since nobody pays for it. */
    private Optional<String> refusal(Call call, Site site) {
        try {
            access.site(call.principal(), Action.READ_STATS, site.id().value());
            return Optional.empty();
        } catch (AccessRefusedException e) {
            return Optional.of(e.refusal().error());
        }
    }

    private List<Found> found(List<Asked> asked, Call call) {
        try {
            return report.of(asked, call.receivedAt());
        } catch (QueryLimitException e) {
            LOG.log(Level.WARNING, "No overview of {0} sites: {1}", asked.size(), e.getMessage());
            throw CommonError.UNAVAILABLE.exception();
        }
    }

    private static List<SiteRow> rows(Map<Site, Optional<String>> refusals, List<Found> found) {
        List<SiteRow> rows = new ArrayList<>();
        int next = 0;
        for (Map.Entry<Site, Optional<String>> entry : refusals.entrySet()) {
            rows.add(
                    entry.getValue().isPresent()
                            ? refused(entry.getKey(), entry.getValue())
                            : found.get(next++).row());
        }
        return rows;
    }

    private static SiteRow refused(Site site, Optional<String> error) {
        return new SiteRow(
                site.id().value(),
                site.domain(),
                site.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                error);
    }
}
