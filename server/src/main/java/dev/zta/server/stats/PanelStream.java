package dev.zta.server.stats;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Period;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.QueryLimitException;
import dev.zta.server.http.Answer;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Json;
import dev.zta.server.stats.StatsAnswer.Range;
import dev.zta.server.stats.StatsQueries.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The panels of a report one by one, a line of JSON each, in the order in which they are ready: numbers and charts, then what
 * is of sessions, then pages, which cost most. Named and filled as the fields of {@link StatsAnswer}; panels of one look at
 * the store have one {@code asOf}. One that fails has an error in its line, and the others still come.
 */
final class PanelStream implements Answer.Stream {
    private static final System.Logger LOG = System.getLogger(PanelStream.class.getName());
    private static final List<String> OF_SESSIONS = List.of(
            "topReferrers",
            "devices",
            "browsers",
            "countries",
            "trafficSources",
            "operatingSystems",
            "regions",
            "entryPages",
            "exitPages",
            "campaigns");

    private final EventStore store;
    private final Json json;
    private final InstantSource clock;
    private final Site site;
    private final Period period;
    private final StatsQueries queries;
    private final Map<String, Object> head;

    /**
     * The panels of one request.
     *
     * @param head what the first line says
     */
    PanelStream(
            EventStore store,
            Json json,
            InstantSource clock,
            Site site,
            StatsRequest request,
            Instant now,
            Map<String, Object> head) {
        this.store = store;
        this.json = json;
        this.clock = clock;
        this.site = site;
        this.head = head;
        period = request.period().period();
        queries = new StatsQueries(site.id(), request, asked -> KeptPeriod.of(site, asked, now));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        line(out, head);
        out.flush();
        write(out, List.of("summary", "timeseries"), this::numbers);
        write(out, OF_SESSIONS, this::ofSessions);
        write(out, List.of("topPages"), this::pages);
    }

    private void write(OutputStream out, List<String> names, Supplier<Map<String, Object>> panels) throws IOException {
        try {
            Map<String, Object> found = panels.get();
            Instant asOf = clock.instant();
            for (Map.Entry<String, Object> panel : found.entrySet()) {
                line(out, line(panel.getKey(), "asOf", asOf, "data", panel.getValue()));
            }
        } catch (QueryLimitException e) {
            LOG.log(Level.WARNING, "No panels of {0}: {1}", site.id().value(), e.getMessage());
            for (String name : names) {
                line(out, line(name, "error", CommonError.UNAVAILABLE.text()));
            }
        }
        out.flush();
    }

    private Map<String, Object> numbers() {
        Found found = queries.ask(store, queries.times(), true);
        Map<String, Object> panels = new LinkedHashMap<>();
        panels.put("summary", Summaries.summary(found.totals()));
        panels.put(
                "timeseries",
                Summaries.days(period, site.calendar(), found.panels().table(Dimension.DAY)));
        panels.put("range", Range.of(period));
        found.hourly(period).ifPresent(hours -> panels.put("hourly", hours));
        found.comparison().ifPresent(comparison -> panels.put("comparison", comparison));
        return panels;
    }

    private Map<String, Object> ofSessions() {
        Panels found = queries.ask(store, StatsQueries.PROPERTIES, false).panels();
        Map<String, Object> panels = new LinkedHashMap<>();
        panels.put("topReferrers", found.topReferrers());
        panels.put("devices", found.devices());
        panels.put("browsers", found.shares(Dimension.BROWSER));
        panels.put("countries", found.countries());
        panels.put("trafficSources", found.trafficSources());
        panels.put("operatingSystems", found.shares(Dimension.OS));
        panels.put("regions", found.regions());
        panels.put("entryPages", found.paths(Dimension.ENTRY_PAGE));
        panels.put("exitPages", found.paths(Dimension.EXIT_PAGE));
        panels.put("campaigns", found.campaigns());
        return panels;
    }

    private Map<String, Object> pages() {
        return Map.of(
                "topPages",
                queries.ask(store, List.of(Dimension.PAGE), false).panels().topPages());
    }

    private static Map<String, Object> line(String panel, Object... more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("panel", panel);
        for (int i = 0; i < more.length; i += 2) {
            line.put(String.valueOf(more[i]), more[i + 1]);
        }
        return line;
    }

    private void line(OutputStream out, Map<String, Object> line) throws IOException {
        out.write(json.write(line));
        out.write('\n');
    }
}
