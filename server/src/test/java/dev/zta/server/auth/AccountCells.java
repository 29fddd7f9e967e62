package dev.zta.server.auth;

import static dev.zta.server.auth.Answers.LIMITED;
import static dev.zta.server.auth.Answers.LOGIN;
import static dev.zta.server.auth.Answers.OK;
import static dev.zta.server.auth.Answers.READ;
import static dev.zta.server.auth.Answers.TOKEN;
import static dev.zta.server.auth.Answers.WRITE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every caller gets where no credential is needed, and at the own account (contract: auth; api-keys). */
final class AccountCells {
    private AccountCells() {}

    /** What a login may do to its own account, and what an unlimited admin key may, too. */
    static List<Cell> ofOwnAccount() {
        Map<String, String> loginOnly = Map.of(
                "nobody", TOKEN,
                "read key", LOGIN,
                "write key", LOGIN,
                "admin key", LOGIN,
                "viewer's key", LOGIN,
                "limited key", LOGIN,
                "limited elsewhere", LOGIN,
                "operator", TOKEN);
        Map<String, String> adminKey = Map.of(
                "nobody", TOKEN,
                "read key", READ,
                "write key", WRITE,
                "limited key", LIMITED,
                "limited elsewhere", LIMITED,
                "operator", TOKEN);
        return List.of(
                new Cell("POST", "/api/auth/refresh", "", OK, loginOnly),
                new Cell(
                        "PATCH",
                        "/api/user/password",
                        "{}",
                        "400 Current and new password are required",
                        without(loginOnly, "operator")),
                new Cell("POST", "/api/auth/2fa/setup", "{}", "401 Invalid credentials", loginOnly),
                new Cell("POST", "/api/auth/2fa/verify", "{}", "400 Verification code required", loginOnly),
                new Cell(
                        "POST",
                        "/api/auth/2fa/disable",
                        "{}",
                        "400 Verification code required to disable 2FA",
                        loginOnly),
                new Cell("POST", "/api/auth/2fa", "{\"action\":\"setup\"}", "401 Invalid credentials", loginOnly),
                new Cell(
                        "POST",
                        "/api/auth/oauth/link",
                        "{}",
                        "400 Unknown OAuth provider",
                        without(loginOnly, "operator")),
                new Cell("POST", "/api/auth/verify-email", "", OK, fourthAndFifth(loginOnly)),
                new Cell("GET", "/api/user/sessions", "", OK, adminKey),
                new Cell("GET", "/api/user/status", "", OK, adminKey),
                new Cell("GET", "/api/usage", "", OK, adminKey),
                new Cell("GET", "/api/user/profile", "", OK, adminKey),
                new Cell("PATCH", "/api/user/profile", "{}", OK, adminKey),
                new Cell("GET", "/api/user/export", "", OK, adminKey),
                new Cell(
                        "POST",
                        "/api/user/delete",
                        "{}",
                        "400 Please confirm deletion by providing confirmDelete: \"DELETE_MY_ACCOUNT\"",
                        loginOnly),
                new Cell("DELETE", "/api/user/sessions", "", "400 Session ID or all=true required", adminKey));
    }

    /** Three mails a minute are sent from one address, and all callers have the same one. */
    private static Map<String, String> fourthAndFifth(Map<String, String> all) {
        Map<String, String> limited = new LinkedHashMap<>(all);
        limited.put("viewer", "429 Rate limit exceeded. Try again in 60 seconds.");
        limited.put("stranger", "429 Rate limit exceeded. Try again in 60 seconds.");
        return limited;
    }

    private static Map<String, String> without(Map<String, String> all, String name) {
        Map<String, String> fewer = new LinkedHashMap<>(all);
        fewer.remove(name);
        return fewer;
    }

    /** No credential is needed; what comes along is not looked at, but for a key at the beacons' route. */
    static List<Cell> ofAnyone(String own) {
        return List.of(
                new Cell("GET", "/api/health", "", OK, Map.of()),
                new Cell("GET", "/api/openapi.json", "", OK, Map.of()),
                new Cell("GET", "/api/exports/" + "0".repeat(64), "", "404 Export not found", Map.of()),
                new Cell("POST", "/api/auth/register", "{}", "400 Email is required", Map.of()),
                new Cell("POST", "/api/auth/login", "{}", "400 Email is required", Map.of()),
                new Cell("POST", "/api/auth/forgot", "{}", "400 Email is required", Map.of()),
                new Cell("GET", "/api/auth/github", "", "501 GitHub OAuth not configured", Map.of()),
                new Cell("GET", "/api/auth/google", "", "501 Google OAuth not configured", Map.of()),
                new Cell("GET", "/api/auth/callback/github", "", OK, Map.of()),
                new Cell("GET", "/api/auth/verify-email", "", "400 Invalid or expired verification link", Map.of()),
                new Cell("GET", "/api/auth/verify-reset-token", "", "400 Token is required", Map.of()),
                new Cell("POST", "/api/auth/reset", "{}", "400 Token and password are required", Map.of()),
                new Cell("POST", "/api/auth/2fa/validate", "{}", "400 Temporary token and code required", Map.of()),
                new Cell(
                        "POST",
                        "/api/track",
                        "{\"type\":\"pageview\",\"siteId\":\"" + own + "\"}",
                        OK,
                        Map.of("read key", READ, "limited elsewhere", "403 This API key cannot access " + own)));
    }
}
