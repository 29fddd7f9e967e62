package dev.zta.server.auth;

import static dev.zta.server.auth.Answers.DENIED;
import static dev.zta.server.auth.Answers.OK;
import static dev.zta.server.auth.Answers.READ;
import static dev.zta.server.auth.Answers.TOKEN;
import static dev.zta.server.auth.Answers.WRITE;
import static dev.zta.server.auth.Answers.elsewhere;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who may read a site's numbers, for {@link AccessWalkTest} (contract: stats, "Who"). */
final class ReportCells {
    private ReportCells() {}

    static List<Cell> of(String own) {
        List<Cell> cells = new ArrayList<>();
        for (String path : List.of(
                "/api/stats", "/api/stats/events", "/api/stats/overview", "/api/realtime", "/api/stats/completeness")) {
            cells.add(new Cell(
                    "GET",
                    path + "?siteId=" + own,
                    "",
                    OK,
                    Map.of("nobody", TOKEN, "stranger", DENIED, "limited elsewhere", elsewhere(own))));
            cells.add(new Cell("GET", path, "", "400 Site ID required", Map.of("nobody", TOKEN)));
        }
        cells.addAll(exports(own));
        cells.addAll(segments(own));
        return cells;
    }

    /** Contract: beyond, "Saved segments"; api-keys, "Scope by endpoint group". The operator has no segments. */
    private static List<Cell> segments(String own) {
        String path = "/api/segments";
        Map<String, String> makers = Map.of(
                "nobody", TOKEN,
                "operator", TOKEN,
                "read key", READ,
                "viewer", DENIED,
                "viewer's key", DENIED,
                "stranger", DENIED,
                "limited elsewhere", elsewhere(own));
        Map<String, String> changers = Map.of("nobody", TOKEN, "operator", TOKEN, "read key", READ);
        Map<String, String> deleters = Map.of("nobody", TOKEN, "operator", TOKEN, "read key", READ, "write key", WRITE);
        String missing = "404 Segment not found";
        return List.of(
                new Cell(
                        "GET",
                        path + "?siteId=" + own,
                        "",
                        OK,
                        Map.of(
                                "nobody",
                                TOKEN,
                                "operator",
                                TOKEN,
                                "stranger",
                                DENIED,
                                "limited elsewhere",
                                elsewhere(own))),
                new Cell("GET", path, "", "400 Site ID required", Map.of("nobody", TOKEN)),
                new Cell(
                        "POST",
                        path,
                        "{\"siteId\":\"" + own + "\",\"name\":\"\",\"filters\":\"device==mobile\"}",
                        "400 Invalid segment",
                        Map.of("nobody", TOKEN, "read key", READ, "limited elsewhere", elsewhere(own))),
                new Cell(
                        "POST",
                        path,
                        "{\"siteId\":\"" + own + "\",\"name\":\"" + Cell.CALLER + "\",\"filters\":\"device==mobile\"}",
                        OK,
                        makers),
                new Cell("PATCH", path, "{\"segmentId\":\"seg_unknown0\"}", missing, changers),
                new Cell("DELETE", path + "?segmentId=seg_unknown0", "", missing, deleters));
    }

    /** Viewers take nothing away; the operator has no account that an export could be of. */
    private static List<Cell> exports(String own) {
        String path = "/api/export?siteId=" + own;
        return List.of(
                new Cell(
                        "GET",
                        path,
                        "",
                        OK,
                        Map.of(
                                "nobody", TOKEN,
                                "operator", TOKEN,
                                "viewer", DENIED,
                                "viewer's key", DENIED,
                                "stranger", DENIED,
                                "limited elsewhere", elsewhere(own))),
                new Cell("GET", "/api/export", "", "400 Site ID required", Map.of("nobody", TOKEN)));
    }
}
