package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** {@code GET /api/user/export} (contract: auth): what is kept of a person. */
public final class ExportFeature implements Feature {
    private final AuthParts parts;
    private final AccountExport content;
    private final RateLimit exports = RateLimit.of(5, Duration.ofHours(1));

    public ExportFeature(AuthParts parts, AccountExport content) {
        this.parts = parts;
        this.content = content;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/user/export", Action.EXPORT_ACCOUNT, this::export));
    }

    private Answer export(Call call) {
        User user = Me.user(call, parts.store());
        Duration wait = exports.take(user.id(), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        parts.activity().together(() -> {
            Metadata metadata = Metadata.of("format", "json").with("kind", "account");
            parts.activity().by(call).record(ActivityAction.EXPORT_REQUESTED, metadata);
            return user;
        });
        LocalDate today = LocalDate.ofInstant(call.receivedAt(), ZoneOffset.UTC);
        Answer.Stream body = out -> content.write(user, call.receivedAt(), out);
        return Answer.ok(body)
                .with("Content-Type", "application/json")
                .with("Content-Disposition", "attachment; filename=\"zta-data-export-" + today + ".json\"");
    }
}
