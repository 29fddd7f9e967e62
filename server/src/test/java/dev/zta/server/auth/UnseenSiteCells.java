package dev.zta.server.auth;

import static dev.zta.server.auth.Answers.READ;
import static dev.zta.server.auth.Answers.TOKEN;
import static dev.zta.server.auth.Answers.WRITE;
import static dev.zta.server.auth.Answers.elsewhere;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests that name a site which none of the callers can see: one that does not exist, and one of somebody else. Both are
 * answered alike. A new route with a site needs a line here (contract: api-keys, "Scope by endpoint group", "Site-limited keys",
 * "Order of checks").
 */
final class UnseenSiteCells {
    /** The least credential (R, W, A: a key of this scope; J: a login), method, path, body, answer. */
    private static final String TABLE = """
            R | GET    | /api/stats?siteId=SITE               | | 403 Access denied
            R | GET    | /api/stats/events?siteId=SITE        | | 403 Access denied
            R | GET    | /api/stats/completeness?siteId=SITE  | | 403 Access denied
            R | GET    | /api/realtime?siteId=SITE            | | 403 Access denied
            R | GET    | /api/realtime/stream?siteId=SITE     | | 403 Access denied
            R | GET    | /api/stats/overview?siteId=SITE      | | 403 Access denied
            R | GET    | /api/export?siteId=SITE              | | 403 Access denied
            R | GET    | /api/segments?siteId=SITE            | | 403 Access denied
            W | POST   | /api/segments                        | {"siteId":"SITE","name":"n","filters":"os==iOS"} | 403 Access denied
            W | POST   | /api/import/file?format=combined&siteId=SITE | | 403 Site not found or access denied
            R | GET    | /api/sites/SITE                      | | 404 Site not found
            A | PATCH  | /api/sites                           | {"id":"SITE","public":false} | 404 Site not found
            A | DELETE | /api/sites?id=SITE                   | | 404 Site not found
            R | GET    | /api/sites/SITE/export               | | 404 Site not found
            A | GET    | /api/sites/SITE/own-address          | | 404 Site not found
            A | GET    | /api/sites/SITE/verify               | | 404 Site not found
            A | POST   | /api/sites/SITE/verify               | | 404 Site not found
            A | GET    | /api/sites/share?siteId=SITE         | | 403 Access denied
            A | POST   | /api/sites/share                     | {"siteId":"SITE"} | 403 Access denied
            A | GET    | /api/api-keys?siteId=SITE            | | 404 Site not found
            A | POST   | /api/api-keys                        | {"name":"k","scope":"read","siteId":"SITE"} | 404 Site not found
            A | GET    | /api/activity-log?siteId=SITE        | | 404 Site not found
            A | GET    | /api/activity-log/export?siteId=SITE | | 404 Site not found
            A | GET    | /api/teams?siteId=SITE               | | 404 Site not found
            A | POST   | /api/teams                           | {"siteId":"SITE","email":"x@example.org","role":"viewer"} | 404 Site not found
            A | PATCH  | /api/teams                           | {"siteId":"SITE","userId":"user_unknown0","role":"viewer"} | 404 Site not found
            A | DELETE | /api/teams?userId=user_unknown0&siteId=SITE | | 404 Site not found
            J | POST   | /api/teams/transfer                  | {"siteId":"SITE","userId":"user_unknown0"} | 404 Site not found
            """;

    private UnseenSiteCells() {}

    /** A cell for each line, naming this site. */
    static List<Cell> of(String siteId) {
        return TABLE.lines()
                .map(line -> cell(line.replace("SITE", siteId), siteId))
                .toList();
    }

    private static Cell cell(String line, String siteId) {
        String[] columns = line.split("\\|", -1);
        return new Cell(
                columns[1].strip(),
                columns[2].strip(),
                columns[3].strip(),
                columns[4].strip(),
                exceptions(columns[0].strip(), siteId));
    }

    /** The operator, to whom every site is visible, is no caller here. */
    private static Map<String, String> exceptions(String least, String siteId) {
        Map<String, String> limited = Map.of(
                "limited key", elsewhere(siteId), "limited elsewhere", elsewhere(siteId), "operator", Cell.NOT_CALLED);
        return switch (least) {
            case "R" -> with(limited, Map.of("nobody", TOKEN));
            case "W" -> with(limited, Map.of("nobody", TOKEN, "read key", READ));
            case "A" -> with(limited, Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE));
            case "J" -> Answers.forLogins(Map.of("operator", Cell.NOT_CALLED));
            default -> throw new IllegalArgumentException(least);
        };
    }

    private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }
}
