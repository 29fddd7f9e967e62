package dev.zta.server.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every caller gets at the routes of teams (contract: teams; api-keys, "Scope by endpoint group"). */
final class TeamCells {
    private static final String TOKEN = "401 Invalid or expired token";
    private static final String READ = "403 Insufficient permissions. This key has read-only access.";
    private static final String WRITE = "403 Insufficient permissions. This key has write access only.";
    private static final String LOGIN = "403 This endpoint requires a login token";
    private static final String NOT_FOUND = "404 Site not found";

    private TeamCells() {}

    /** One request, and who gets what. */
    record Cell(String method, String path, String body, String others, Map<String, String> exceptions) {}

    static List<Cell> of(String own, String elsewhere) {
        String invitation = "{\"siteId\":\"%s\",\"email\":\"owner@example.org\",\"role\":\"viewer\"}".formatted(own);
        String role = "{\"siteId\":\"%s\",\"userId\":\"user_unknown0\",\"role\":\"viewer\"}".formatted(own);
        String transfer = "{\"siteId\":\"%s\",\"userId\":\"user_unknown0\"}".formatted(own);
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell("GET", "/api/teams", "", "ok", admins(Map.of("operator", TOKEN))));
        cells.add(new Cell(
                "GET",
                "/api/teams?siteId=" + own,
                "",
                "ok",
                admins(Map.of("stranger", NOT_FOUND, "limited elsewhere", elsewhere + own))));
        for (String method : List.of("POST", "PATCH", "DELETE")) {
            cells.add(new Cell(method, "/api/teams", "{}", "400 Site ID is required", admins(Map.of())));
        }
        cells.add(new Cell(
                "POST",
                "/api/teams",
                invitation,
                "400 User is already a team member",
                admins(refusing("403 Only owners and admins can invite team members", own, elsewhere, "member"))));
        cells.add(new Cell(
                "PATCH",
                "/api/teams",
                role,
                "404 Team member not found",
                admins(byOperator(refusing("403 Only owners can change roles", own, elsewhere, "admin", "member")))));
        cells.add(new Cell(
                "DELETE",
                "/api/teams?userId=user_unknown0&siteId=" + own,
                "",
                "404 Team member not found",
                admins(refusing("403 Only owners and admins can remove team members", own, elsewhere, "member"))));
        cells.add(new Cell("GET", "/api/invite", "", "400 Token required", Map.of()));
        cells.add(new Cell("GET", "/api/invite?token=x", "", "404 Invalid or expired invite", Map.of()));
        cells.add(new Cell("POST", "/api/invite", "{}", "400 Token required", logins(Map.of())));
        cells.add(new Cell(
                "POST",
                "/api/invite",
                "{\"token\":\"x\"}",
                "404 Invalid or expired invite",
                logins(Map.of("operator", "404 Invalid or expired invite"))));
        cells.add(new Cell("POST", "/api/teams/transfer", "{}", "400 Site ID is required", logins(Map.of())));
        Map<String, String> owners = new HashMap<>();
        for (String lesser : List.of("admin", "member", "viewer")) {
            owners.put(lesser, "403 Only the owner can transfer ownership");
        }
        owners.put("stranger", NOT_FOUND);
        owners.put("operator", TOKEN);
        cells.add(new Cell("POST", "/api/teams/transfer", transfer, "401 Invalid credentials", logins(owners)));
        cells.add(new Cell(
                "POST", "/api/teams/transfer/confirm", "{}", "400 Token required", logins(Map.of("operator", TOKEN))));
        cells.add(new Cell("DELETE", "/api/teams/transfer", "", "400 Site ID is required", logins(Map.of())));
        cells.addAll(shares(own, elsewhere));
        for (String method : List.of("GET", "POST")) {
            cells.add(new Cell(
                    method,
                    "/api/sites/site_unknown0/verify",
                    "",
                    NOT_FOUND,
                    admins(Map.of(
                            "limited key", elsewhere + "site_unknown0",
                            "limited elsewhere", elsewhere + "site_unknown0"))));
        }
        Map<String, String> verifying = new HashMap<>(Map.of("limited elsewhere", elsewhere + own));
        for (String lesser : List.of("member", "viewer", "viewer's key")) {
            verifying.put(lesser, "403 Access denied");
        }
        verifying.put("stranger", NOT_FOUND);
        cells.add(new Cell("GET", "/api/sites/" + own + "/verify", "", "ok", admins(verifying)));
        cells.addAll(billing());
        return cells;
    }

    private static List<Cell> shares(String own, String elsewhere) {
        Map<String, String> denied = new HashMap<>(Map.of("limited elsewhere", elsewhere + own));
        for (String lesser : List.of("member", "viewer", "viewer's key", "stranger")) {
            denied.put(lesser, "403 Access denied");
        }
        return List.of(
                new Cell("GET", "/api/sites/share", "", "400 Site ID required", admins(Map.of())),
                new Cell("GET", "/api/sites/share?siteId=" + own, "", "ok", admins(denied)),
                new Cell("POST", "/api/sites/share", "{}", "400 Site ID required", admins(Map.of())),
                new Cell("DELETE", "/api/sites/share", "", "400 Share token required", admins(Map.of())),
                new Cell("DELETE", "/api/sites/share?token=x", "", "404 Share not found", admins(Map.of())));
    }

    private static List<Cell> billing() {
        String limited = "403 This API key is limited to one site";
        List<Cell> cells = new ArrayList<>();
        for (String path : List.of("/api/stripe/checkout", "/api/stripe/portal", "/api/billing/subscribe")) {
            cells.add(new Cell(
                    "POST",
                    path,
                    "",
                    "501 Billing is not configured",
                    admins(Map.of("limited key", limited, "limited elsewhere", limited))));
        }
        cells.add(new Cell("POST", "/api/stripe/webhook", "{}", "501 Billing is not configured", Map.of()));
        return cells;
    }

    /** Keys below admin are refused, and nobody is. */
    private static Map<String, String> admins(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE));
        all.putAll(more);
        return all;
    }

    /** Every key is refused, and nobody is. */
    private static Map<String, String> logins(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("nobody", TOKEN));
        for (String key :
                List.of("read key", "write key", "admin key", "viewer's key", "limited key", "limited elsewhere")) {
            all.put(key, LOGIN);
        }
        all.putAll(more);
        return all;
    }

    /** The operator is let in, and there is no such member. */
    private static Map<String, String> byOperator(Map<String, String> all) {
        all.put("operator", "404 Team member not found");
        return all;
    }

    private static Map<String, String> refusing(String text, String own, String elsewhere, String... lesser) {
        Map<String, String> all = new HashMap<>();
        for (String name : lesser) {
            all.put(name, text);
        }
        all.put("viewer", text);
        all.put("viewer's key", text);
        all.put("stranger", NOT_FOUND);
        all.put("limited elsewhere", elsewhere + own);
        all.put("operator", TOKEN);
        return all;
    }
}
