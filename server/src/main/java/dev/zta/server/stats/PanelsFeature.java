package dev.zta.server.stats;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Scope;
import dev.zta.core.access.SiteGrant;
import dev.zta.core.account.AccountStore;
import dev.zta.core.query.Period;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.server.accounts.VisibleSites;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Json;
import dev.zta.server.http.Route;
import dev.zta.server.segments.SegmentFilters;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of a site for the dashboard, panel by panel as it is ready, with the account's sites before it; an addition to
 * {@code /api/stats}, whose parameters and definitions these are. Whether anything has changed is known before the store is
 * asked.
 */
public final class PanelsFeature implements Feature {
    private static final int TAG_BYTES = 16;
    private static final List<String> PARAMETERS =
            List.of("siteId", "period", "startDate", "endDate", "limit", "compare", "filters");

    private final EventStore store;
    private final SiteParameters parameters;
    private final VisibleSites visibleSites;
    private final SegmentFilters segments;
    private final Access access;
    private final Json json;
    private final InstantSource clock;

    public PanelsFeature(EventStore store, AccountStore accounts, Access access, Json json, InstantSource clock) {
        this.store = store;
        parameters = new SiteParameters(accounts);
        visibleSites = new VisibleSites(accounts);
        segments = new SegmentFilters(accounts.segments()::find);
        this.access = access;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/stats/overview", Action.READ_STATS, this::panels));
    }

    private Answer panels(Call call) {
        String siteId = SiteParameters.siteId(call);
        StatsRequest asked =
                parameters.read(siteId, calendar -> StatsRequest.parse(call::query, calendar, call.receivedAt()));
        SiteGrant grant = access.site(call.principal(), Action.READ_STATS, siteId);
        StatsRequest request = asked.and(segments.of(call, grant.site()));
        Map<String, Object> head = head(call, grant);
        String tag = tag(call, request, grant.site(), head);
        if (call.header("If-None-Match").filter(sent -> names(sent, tag)).isPresent()) {
            return withTag(new Answer(304, Map.of(), Answer.NO_BODY), tag);
        }
        PanelStream stream = new PanelStream(store, json, clock, grant.site(), request, call.receivedAt(), head);
        return withTag(Answer.ok(stream), tag).with("Content-Type", "application/x-ndjson");
    }

    private static Answer withTag(Answer answer, String tag) {
        return answer.with("ETag", tag).with("Cache-Control", "private, no-cache");
    }

    /** What the caller may see besides, and may do here. */
    private Map<String, Object> head(Call call, SiteGrant grant) {
        List<Map<String, Object>> sites = new ArrayList<>();
        for (Site site : visibleSites.of(call.principal())) {
            access.roleOn(site, call.principal()).ifPresent(role -> {
                Map<String, Object> view = new LinkedHashMap<>();
                view.put("id", site.id().value());
                view.put("domain", site.domain());
                view.put("name", site.name());
                view.put("timezone", site.zone().getId());
                view.put("role", role.code());
                sites.add(view);
            });
        }
        Map<String, Object> rights = new LinkedHashMap<>();
        rights.put("siteId", grant.site().id().value());
        rights.put("role", grant.role().code());
        rights.put("scope", scope(call.principal()).code());
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("sites", sites);
        head.put("rights", rights);
        return head;
    }

    /** A login may do what a key of the largest scope may. */
    private static Scope scope(Principal principal) {
        return principal instanceof Principal.Key key ? key.scope() : Scope.ADMIN;
    }

    /** The same for the same question as long as nothing has happened, no day has begun and nobody's rights have changed. */
    private String tag(Call call, StatsRequest request, Site site, Map<String, Object> head) {
        List<Object> parts = new ArrayList<>();
        PARAMETERS.forEach(name -> parts.add(call.query(name).orElse("")));
        parts.add(request.filters().toString());
        parts.add(store.version(site.id()));
        parts.add(moment(request, site, call.receivedAt()));
        parts.add(head);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.write(parts));
            return "W/\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }

    /**
     * How finely time tells answers apart: of whole days without comparison by the day alone, else by the minute, since then
     * the beginning of the period, or the end of the one compared with, moves on.
     */
    private static String moment(StatsRequest request, Site site, Instant now) {
        Period period = request.period().period();
        boolean isOfDays =
                period.start().equals(site.calendar().dayAt(period.start()).startsAt());
        return isOfDays && request.comparison().isEmpty()
                ? site.calendar().dayAt(now).date().toString()
                : now.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    /** Whether a list of tags has this one, by weak comparison (RFC 9110, "If-None-Match"). */
    private static boolean names(String sent, String tag) {
        return Arrays.stream(sent.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || ("W/" + one).equals(tag));
    }
}
