package dev.zta.server.auth;

import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.accounts.Callers;
import dev.zta.server.accounts.EndedSessions;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET} and {@code DELETE /api/user/sessions} (contract: auth, "Login sessions"). */
public final class SessionsFeature implements Feature {
    private final AccountStore store;
    private final ActivityRecorder activity;

    public SessionsFeature(AccountStore store, ActivityRecorder activity) {
        this.store = store;
        this.activity = activity;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/user/sessions", Action.LIST_SESSIONS, this::list)
                        .failingWith("Failed to get sessions"),
                new Route("DELETE", "/api/user/sessions", Action.END_SESSIONS, this::end)
                        .failingWith("Failed to revoke session"));
    }

    private Answer list(Call call) {
        Optional<String> current = current(call);
        List<Map<String, Object>> sessions = live(Callers.userId(call.principal()), call.receivedAt()).stream()
                .map(session -> view(session, current))
                .toList();
        return Answer.ok(Map.of("sessions", sessions));
    }

    private List<LoginSession> live(String userId, Instant now) {
        return store.logins().of(userId).stream()
                .filter(session -> session.isActiveAt(now))
                .toList();
    }

    /** The session of the caller's own token; an API key has none. */
    private static Optional<String> current(Call call) {
        return call.principal() instanceof Principal.Login login ? Optional.of(login.sessionId()) : Optional.empty();
    }

    private static Map<String, Object> view(LoginSession session, Optional<String> current) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", session.id());
        view.put("createdAt", session.createdAt());
        view.put("lastActiveAt", session.lastActiveAt());
        view.put("device", session.device());
        view.put("ipAddress", session.maskedAddress());
        view.put("isCurrent", current.filter(session.id()::equals).isPresent());
        return view;
    }

    private Answer end(Call call) {
        String userId = Callers.userId(call.principal());
        if (call.query("all").filter("true"::equals).isPresent()) {
            return endOthers(userId, call);
        }
        String id = call.query("sessionId").orElseThrow(() -> new ApiException(400, "Session ID or all=true required"));
        if (current(call).filter(id::equals).isPresent()) {
            throw new ApiException(400, "Cannot revoke the current session. Use logout instead.");
        }
        return endOne(userId, id, call);
    }

    private Answer endOthers(String userId, Call call) {
        int count = activity.together(() -> {
            List<LoginSession> ended = store.logins().endOthers(userId, current(call), call.receivedAt());
            int live = EndedSessions.live(ended, call.receivedAt());
            activity.by(call).record(ActivityAction.SESSIONS_BULK_REVOKED, Metadata.NONE.with("count", live));
            return live;
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Revoked " + count + " session(s)");
        return Answer.ok(answer);
    }

    private Answer endOne(String userId, String id, Call call) {
        boolean isLive =
                live(userId, call.receivedAt()).stream().map(LoginSession::id).anyMatch(id::equals);
        boolean isEnded = isLive
                && activity.together(() -> {
                    boolean ended = store.logins().end(userId, id, call.receivedAt());
                    if (ended) {
                        activity.by(call).record(ActivityAction.SESSION_REVOKED, Metadata.of("sessionId", id));
                    }
                    return ended;
                });
        if (!isEnded) {
            throw new ApiException(404, "Session not found");
        }
        return Answer.ok(Map.of("success", true));
    }
}
