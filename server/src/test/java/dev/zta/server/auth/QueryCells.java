package dev.zta.server.auth;

import static dev.zta.server.auth.Answers.DENIED;
import static dev.zta.server.auth.Answers.OK;
import static dev.zta.server.auth.Answers.TOKEN;
import static dev.zta.server.auth.Answers.elsewhere;

import java.util.List;
import java.util.Map;

/** What every caller gets at the query interface, which has texts of its own (contract: stats-api), and beside it. */
final class QueryCells {
    private static final String KEY = "401 API key required. Use Authorization: Bearer <api_key>";
    private static final String UNSEEN = "403 Access denied. Site not found or unauthorized.";

    private QueryCells() {}

    static List<Cell> of(String own) {
        return List.of(
                new Cell(
                        "GET",
                        "/api/stats-api?site_id=" + own,
                        "",
                        OK,
                        Map.of("nobody", KEY, "stranger", UNSEEN, "limited elsewhere", elsewhere(own))),
                new Cell("GET", "/api/stats-api", "", "400 site_id parameter is required", Map.of("nobody", KEY)),
                new Cell("GET", "/api/sites/overview", "", OK, Map.of("nobody", TOKEN)),
                // A stream that is let in has no end.
                new Cell(
                        "GET",
                        "/api/realtime/stream?siteId=" + own,
                        "",
                        Cell.NOT_CALLED,
                        Map.of("nobody", TOKEN, "stranger", DENIED, "limited elsewhere", elsewhere(own))));
    }

    /** Naming a site that none of the callers can see; the operator sees every one. */
    static List<Cell> ofUnseen(String site) {
        return List.of(new Cell(
                "GET",
                "/api/stats-api?site_id=" + site,
                "",
                UNSEEN,
                Map.of(
                        "nobody",
                        KEY,
                        "limited key",
                        elsewhere(site),
                        "limited elsewhere",
                        elsewhere(site),
                        "operator",
                        Cell.NOT_CALLED)));
    }
}
