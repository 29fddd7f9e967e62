package dev.zta.core.access;

import dev.zta.core.access.Action.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes docs/access.md from the table of actions. AccessTableDocumentTest says how. */
final class AccessTableDocument {
    static final Path FILE = Path.of("..", "docs", "access.md");

    private static final String HEAD = """
            # Who may do what

            Made from the table of actions in `dev.zta.core.access.Action` by `AccessTableDocument`, the table that the server
            itself decides by; a test fails when the two differ. Every route names one of these actions.

            The checks of a request, in order: credential (401), rate limit (429), scope of the key (403), site limit of the key
            (403), parameters (400), site visible to the caller (see the column), role on the site (see the column), access of
            the account (403), limits of the plan (403). An account has no access when its trial or subscription is over; on a
            site its owner's account counts, elsewhere the caller's, and there that is said before parameters are looked at. A key is never more than its user: scope, the user's role at the time of the request, and the key's
            site limit all apply. The operator, who works through the command line on the machine itself, may do everything.

            | action | what it is | credential | done to | a key limited to one site | least role | unknown or foreign site | smaller role | account without access |
            |---|---|---|---|---|---|---|---|---|
            """;

    private AccessTableDocument() {}

    static void write() throws IOException {
        Files.writeString(FILE, text(), StandardCharsets.UTF_8);
    }

    static String text() {
        return HEAD
                + Arrays.stream(Action.values()).map(AccessTableDocument::row).collect(Collectors.joining());
    }

    private static String row(Action action) {
        boolean namesSite = action.role().isPresent();
        return "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        action.name(),
                        action.purpose(),
                        credential(action.caller()),
                        target(action),
                        limitedKey(action),
                        action.role().map(Role::code).orElse("–"),
                        namesSite ? refusal(action.unknownSite()) : "–",
                        namesSite && action.role().get() != Role.VIEWER ? refusal(action.wrongRole()) : "–",
                        action.needsSubscription() ? "refused" : "yes")
                .replace(System.lineSeparator(), "\n");
    }

    private static String credential(Caller caller) {
        return switch (caller) {
            case ANYONE -> "none";
            case ANYONE_OR_WRITE_KEY -> "none; a key must have scope `write`";
            case READ_KEY -> "login, or key `read`";
            case WRITE_KEY -> "login, or key `write`";
            case ADMIN_KEY -> "login, or key `admin`";
            case LOGIN -> "login";
            case OPERATOR -> "the operator";
        };
    }

    private static String target(Action action) {
        return switch (action.target()) {
            case NONE -> "–";
            case ACCOUNT -> "the account";
            case OWN_SITES -> "the caller's sites";
            case SITE_OR_ACCOUNT -> "the site in `" + action.siteParameter() + "`, else the account";
            case SITE -> "the site in `" + action.siteParameter() + "`";
        };
    }

    private static String limitedKey(Action action) {
        if (action.caller() == Caller.LOGIN || action.caller() == Caller.OPERATOR) {
            return "no";
        }
        return switch (action.target()) {
            case NONE -> action == Action.TRACK ? "its site only" : "yes";
            case ACCOUNT -> "no";
            case OWN_SITES, SITE -> "its site only";
            case SITE_OR_ACCOUNT -> "its site only, named";
        };
    }

    private static String refusal(Refusal refusal) {
        return refusal.status() + " `" + refusal.error() + "`";
    }
}
