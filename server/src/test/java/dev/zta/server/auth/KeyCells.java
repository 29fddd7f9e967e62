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
import java.util.List;
import java.util.Map;

/** What every caller gets at keys and at the activity log (contract: api-keys; activity-log). */
final class KeyCells {
    private static final String OWNERS = "403 Access denied. Only account owners can view the activity log.";

    private KeyCells() {}

    static List<Cell> ofKeys(String own) {
        return List.of(
                new Cell(
                        "GET",
                        "/api/api-keys",
                        "",
                        OK,
                        Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE, "operator", TOKEN)),
                new Cell(
                        "POST",
                        "/api/api-keys",
                        "{}",
                        "400 API key name is required",
                        Map.of(
                                "nobody", TOKEN,
                                "read key", READ,
                                "write key", WRITE,
                                "limited key", LIMITED,
                                "limited elsewhere", LIMITED)),
                new Cell(
                        "PATCH",
                        "/api/api-keys",
                        "{}",
                        "400 API key ID is required",
                        Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE)),
                new Cell(
                        "DELETE",
                        "/api/api-keys",
                        "",
                        "400 API key ID is required",
                        Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE)),
                new Cell(
                        "POST",
                        "/api/api-keys",
                        "{\"name\":\"k\",\"scope\":\"read\",\"siteId\":\"" + own + "\"}",
                        OK,
                        Answers.forAdminKeys(Map.of(
                                "stranger",
                                NOT_FOUND,
                                "limited elsewhere",
                                elsewhere(own),
                                "operator",
                                Cell.NOT_CALLED))),
                new Cell(
                        "GET",
                        "/api/api-keys?siteId=" + own,
                        "",
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
    }

    static List<Cell> ofActivity(String own) {
        List<Cell> cells = new ArrayList<>();
        for (String path : List.of("/api/activity-log", "/api/activity-log/export")) {
            cells.add(new Cell(
                    "GET",
                    path,
                    "",
                    OK,
                    Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE, "operator", TOKEN)));
            cells.add(new Cell(
                    "GET",
                    path + "?siteId=" + own,
                    "",
                    OWNERS,
                    Map.of(
                            "owner", OK,
                            "admin key", OK,
                            "limited key", OK,
                            "nobody", TOKEN,
                            "read key", READ,
                            "write key", WRITE,
                            "stranger", NOT_FOUND,
                            "limited elsewhere", elsewhere(own),
                            "operator", path.endsWith("export") ? TOKEN : OK)));
        }
        return cells;
    }
}
