package dev.zta.server.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every caller gets at the routes that pages of the dashboard brought along. */
final class PageCells {
    private static final String TOKEN = "401 Invalid or expired token";
    private static final String READ = "403 Insufficient permissions. This key has read-only access.";
    private static final String WRITE = "403 Insufficient permissions. This key has write access only.";
    private static final String DENIED = "403 Access denied";
    private static final String NOT_FOUND = "404 Site not found";

    private PageCells() {}

    static List<TeamCells.Cell> of(String own, String elsewhere) {
        Map<String, String> refused = new HashMap<>(Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE));
        for (String lesser : List.of("member", "viewer", "viewer's key")) {
            refused.put(lesser, DENIED);
        }
        refused.put("stranger", NOT_FOUND);
        refused.put("limited elsewhere", elsewhere + own);
        return List.of(
                new TeamCells.Cell("GET", "/api/sites/" + own + "/own-address", "", "ok", refused),
                new TeamCells.Cell("GET", "/api/public/stats", "", "400 Share token required", Map.of()),
                new TeamCells.Cell(
                        "GET", "/api/public-stats?token=x", "", "404 Invalid or expired share link", Map.of()),
                new TeamCells.Cell("GET", "/api/public/stats?siteId=" + own, "", NOT_FOUND, Map.of()));
    }
}
