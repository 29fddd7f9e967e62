package dev.zta.server.auth;

import static dev.zta.server.auth.Answers.DENIED;
import static dev.zta.server.auth.Answers.LIMITED;
import static dev.zta.server.auth.Answers.NOT_FOUND;
import static dev.zta.server.auth.Answers.OK;
import static dev.zta.server.auth.Answers.READ;
import static dev.zta.server.auth.Answers.TOKEN;
import static dev.zta.server.auth.Answers.WRITE;
import static dev.zta.server.auth.Answers.elsewhere;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every caller gets at sites (contract: sites; api-keys, "Scope by endpoint group"). */
final class SiteCells {
    private SiteCells() {}

    static List<Cell> of(String own) {
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell("GET", "/api/sites", "", OK, Map.of("nobody", TOKEN)));
        cells.add(new Cell(
                "POST",
                "/api/sites",
                "{}",
                "400 Domain is required",
                Map.of(
                        "nobody", TOKEN,
                        "read key", READ,
                        "write key", WRITE,
                        "limited key", LIMITED,
                        "limited elsewhere", LIMITED,
                        "operator", TOKEN)));
        cells.add(new Cell(
                "GET",
                "/api/sites/" + own,
                "",
                OK,
                Map.of("nobody", TOKEN, "stranger", NOT_FOUND, "limited elsewhere", elsewhere(own))));
        cells.addAll(exports(own));
        for (String method : List.of("PATCH", "DELETE")) {
            cells.add(new Cell(
                    method,
                    "/api/sites",
                    "{}",
                    "400 Site ID required",
                    Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE)));
        }
        cells.add(new Cell(
                "PATCH",
                "/api/sites",
                "{\"id\":\"" + own + "\",\"public\":false}",
                OK,
                Map.of(
                        "nobody", TOKEN,
                        "read key", READ,
                        "write key", WRITE,
                        "member", DENIED,
                        "viewer", DENIED,
                        "viewer's key", DENIED,
                        "stranger", NOT_FOUND,
                        "limited elsewhere", elsewhere(own))));
        cells.addAll(refusals(own));
        return cells;
    }

    /** Who may do it does not call: the site would be gone, or the network be asked. */
    private static List<Cell> refusals(String own) {
        Map<String, String> notCalled = Map.of(
                "owner", Cell.NOT_CALLED,
                "admin key", Cell.NOT_CALLED,
                "limited key", Cell.NOT_CALLED,
                "operator", Cell.NOT_CALLED,
                "stranger", NOT_FOUND,
                "limited elsewhere", elsewhere(own));
        Map<String, String> verifying = Answers.forAdminKeys(notCalled);
        verifying.put("admin", Cell.NOT_CALLED);
        Map<String, String> sharing =
                Answers.forAdminKeys(Map.of("limited elsewhere", elsewhere(own), "operator", TOKEN));
        for (String lesser : List.of("member", "viewer", "viewer's key", "stranger")) {
            sharing.put(lesser, DENIED);
        }
        return List.of(
                new Cell(
                        "DELETE",
                        "/api/sites?id=" + own,
                        "",
                        "403 Only the site owner can delete this site",
                        Answers.forAdminKeys(notCalled)),
                new Cell("POST", "/api/sites/" + own + "/verify", "", DENIED, verifying),
                new Cell("POST", "/api/sites/share", "{\"siteId\":\"" + own + "\"}", OK, sharing));
    }

    private static List<Cell> exports(String own) {
        Map<String, String> refused = Map.of(
                "nobody", TOKEN,
                "viewer", DENIED,
                "viewer's key", DENIED,
                "stranger", NOT_FOUND,
                "limited elsewhere", elsewhere(own));
        Map<String, String> refusedOrOperator = new LinkedHashMap<>(refused);
        refusedOrOperator.put("operator", TOKEN);
        String unknown = "/api/sites/site_unknown0/export";
        return List.of(
                new Cell("GET", "/api/sites/" + own + "/export", "", OK, refusedOrOperator),
                new Cell(
                        "GET",
                        "/api/sites/" + own + "/export?exportId=export_unknown",
                        "",
                        "404 Export not found",
                        refused),
                new Cell(
                        "GET",
                        unknown,
                        "",
                        NOT_FOUND,
                        Map.of(
                                "nobody", TOKEN,
                                "limited key", elsewhere("site_unknown0"),
                                "limited elsewhere", elsewhere("site_unknown0"))));
    }
}
