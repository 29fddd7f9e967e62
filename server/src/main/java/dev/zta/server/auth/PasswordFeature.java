package dev.zta.server.auth;

import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.PasswordRule;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.accounts.EndedSessions;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code PATCH /api/user/password} (contract: auth). */
public final class PasswordFeature implements Feature {
    private final AuthParts parts;
    private final PasswordRule rule;
    private final PasswordNotice notice;

    public PasswordFeature(AuthParts parts, PasswordRule rule) {
        this.parts = parts;
        this.rule = rule;
        this.notice = new PasswordNotice(parts.store(), parts.mailer());
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("PATCH", "/api/user/password", Action.CHANGE_PASSWORD, this::change));
    }

    private Answer change(Call call) {
        JsonFields body = JsonFields.of(call.json());
        Optional<String> current = body.text("currentPassword").filter(text -> !text.isEmpty());
        Optional<String> next = body.text("newPassword").filter(text -> !text.isEmpty());
        if (current.isEmpty() || next.isEmpty()) {
            throw new ApiException(400, "Current and new password are required");
        }
        Principal.Login login = Me.login(call);
        User user = Me.user(call, parts.store());
        checkNew(next.get(), user);
        checkCode(user, body.filledText("code"), current.get(), call);
        return changed(user, login, parts.hasher().hash(next.get()), call);
    }

    private void checkNew(String password, User user) {
        rule.problemWith(password, user.email()).ifPresent(problem -> {
            throw new ApiException(400, problem);
        });
    }

    /** The password comes first: a code must not be used up by who does not know it. */
    private void checkCode(User user, Optional<String> code, String current, Call call) {
        boolean needsCode = parts.secondFactors().isOn(user.id());
        if (needsCode && code.isEmpty()) {
            throw new ApiException(400, "Verification code required");
        }
        if (!parts.hasher().matches(current, user.password())) {
            throw new ApiException(401, "Current password is incorrect");
        }
        if (needsCode && !parts.secondFactors().accepts(user.id(), code.orElseThrow(), call.receivedAt())) {
            throw new ApiException(401, "Invalid verification code");
        }
    }

    private Answer changed(User user, Principal.Login login, PasswordHash password, Call call) {
        LoginSession session = parts.activity().together(() -> {
            parts.store().logins().setPassword(user.id(), password);
            parts.store().oneTimeTokens().forget(user.id());
            List<LoginSession> ended =
                    parts.store().logins().endOthers(user.id(), Optional.of(login.sessionId()), call.receivedAt());
            parts.activity().by(call).record(ActivityAction.AUTH_PASSWORD_CHANGED, Metadata.NONE);
            EndedSessions.record(ended, call.receivedAt(), parts.activity().by(call));
            return parts.store()
                    .logins()
                    .raiseVersion(login.sessionId())
                    .orElseThrow(() -> new ApiException(401, "Invalid or expired token"));
        });
        notice.send(user, call.receivedAt());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Password changed successfully");
        answer.put("token", parts.sessions().token(user, session, call.receivedAt()));
        return Answer.ok(answer);
    }
}
