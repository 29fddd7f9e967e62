package dev.zta.server.account;

import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.ActivityQuery;
import dev.zta.core.activity.Actor;
import dev.zta.server.audit.ActivityRetention;
import dev.zta.server.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody did, as far as logs still tell it: in the own log, with what happened there by itself or was the operator's doing, and in the logs of others
 * whose sites the person works on. What others did is theirs.
 */
public final class OwnActivity {
    private final ActivityLog log;
    private final ActivityRetention retention;
    private final Json json = new Json();

    public OwnActivity(ActivityLog log, ActivityRetention retention) {
        this.log = log;
        this.retention = retention;
    }

    /** Writes the entries of each log newest first, as objects of a list without its brackets; the own log comes first. */
    void write(User user, Instant now, OutputStream out) throws IOException {
        Rows rows = new Rows(out);
        try {
            log.each(query(user.id(), Optional.empty(), now), entry -> {
                if (isOwn(entry, user)) {
                    rows.add(entry);
                }
            });
            log.accountsWithActsOf(user.id()).stream()
                    .filter(account -> !account.equals(user.id()))
                    .forEach(account -> log.each(query(account, Optional.of(user.id()), now), rows::add));
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private ActivityQuery query(String account, Optional<String> userId, Instant now) {
        return new ActivityQuery(
                account,
                retention.oldestAt(account, now),
                now.plusMillis(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                userId);
    }

    private static boolean isOwn(ActivityEntry entry, User user) {
        return entry.act().actor().stream()
                .allMatch(actor -> actor.equals(Actor.OPERATOR)
                        || actor.id().filter(user.id()::equals).isPresent());
    }

    private static Map<String, Object> view(ActivityEntry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", entry.id());
        view.put("timestamp", entry.act().at());
        view.put("type", entry.act().action().type().code());
        view.put("action", entry.act().action().code());
        entry.act().site().ifPresent(site -> view.put("siteId", site.value()));
        return view;
    }

    /** Objects with a comma between them. */
    private final class Rows {
        private final OutputStream out;
        private boolean isFirst = true;

        Rows(OutputStream out) {
            this.out = out;
        }

        void add(ActivityEntry entry) {
            try {
                if (!isFirst) {
                    out.write(',');
                }
                isFirst = false;
                out.write(json.write(view(entry)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
