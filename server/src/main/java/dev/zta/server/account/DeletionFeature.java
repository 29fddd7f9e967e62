package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Membership;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.LiveSubscriptions;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.Me;
import dev.zta.server.exports.Exports;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/user/delete} (contract: auth): the person, owned sites with all they have, and the person's log. */
public final class DeletionFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(DeletionFeature.class.getName());
    private static final String WORD = "DELETE_MY_ACCOUNT";

    private final AuthParts parts;
    private final ActivityLog log;
    private final Exports exports;
    private final LiveSubscriptions subscriptions;

    public DeletionFeature(AuthParts parts, ActivityLog log, Exports exports, LiveSubscriptions subscriptions) {
        this.parts = parts;
        this.log = log;
        this.exports = exports;
        this.subscriptions = subscriptions;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/user/delete", Action.DELETE_ACCOUNT, this::delete));
    }

    /** What was deleted, and who is to be told. */
    private record Deleted(int sites, int sessions, int keys, List<Mail> notices) {}

    private Answer delete(Call call) {
        JsonFields body = JsonFields.of(call.json());
        Me.login(call);
        User user = Me.user(call, parts.store());
        check(user, body, call);
        subscriptions.cancelAllOf(user.id());
        Deleted deleted = parts.activity().together(() -> erase(user, call.receivedAt()));
        removeFiles();
        deleted.notices().forEach(parts.mailer()::send);
        return Answer.ok(answer(deleted, call.receivedAt()));
    }

    /** The account is gone in any case, and its links with it: what can't be removed now is within the hour. */
    private void removeFiles() {
        try {
            exports.removeExpired();
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "Files of a deleted account are removed later", e);
        }
    }

    private void check(User user, JsonFields body, Call call) {
        if (body.text("confirmDelete").filter(WORD::equals).isEmpty()) {
            throw new ApiException(400, "Please confirm deletion by providing confirmDelete: \"" + WORD + "\"");
        }
        Optional<String> email =
                body.text("confirmEmail").map(text -> text.strip().toLowerCase(Locale.ROOT));
        if (email.filter(user.email()::equals).isEmpty()) {
            throw new ApiException(400, "Email confirmation does not match your account email");
        }
        Optional<String> password = body.text("password");
        if (user.password().isPresent() && !parts.hasher().matches(password.orElse(""), user.password())) {
            throw new ApiException(401, "Invalid credentials");
        }
        if (parts.secondFactors().isOn(user.id())
                && !parts.secondFactors().accepts(user.id(), body.text("code").orElse(""), call.receivedAt())) {
            throw new ApiException(401, "Invalid verification code");
        }
    }

    private Deleted erase(User user, Instant now) {
        AccountStore store = parts.store();
        List<Site> owned = store.sitesOf(user.id()).stream()
                .filter(site -> site.ownerId().equals(user.id()))
                .toList();
        List<Mail> notices = notices(user, owned);
        List<LoginSession> sessions = store.logins().endOthers(user.id(), Optional.empty(), now);
        int keys = store.keysOf(user.id()).size();
        owned.forEach(site -> store.siteChanges().remove(site.id(), now));
        store.exportRecords().endAllOf(user.id(), now);
        store.profiles().erase(user);
        log.erasePerson(user.id(), user.email());
        int live = (int)
                sessions.stream().filter(session -> session.isActiveAt(now)).count();
        return new Deleted(owned.size(), live, keys, notices);
    }

    private List<Mail> notices(User user, List<Site> owned) {
        List<Mail> notices = new ArrayList<>();
        for (Site site : owned) {
            for (Membership member : parts.store().membersOf(site.id())) {
                parts.store()
                        .user(member.userId())
                        .ifPresent(person -> notices.add(
                                Mail.of(MailTemplate.SITE_GONE, person.email()).with("domain", site.domain())));
            }
        }
        notices.add(Mail.of(MailTemplate.ACCOUNT_DELETED, user.email()));
        return notices;
    }

    private static Map<String, Object> answer(Deleted deleted, Instant now) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("sitesDeleted", deleted.sites());
        summary.put("sessionsRevoked", deleted.sessions());
        summary.put("apiKeysDeleted", deleted.keys());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Your account and all associated data have been permanently deleted.");
        answer.put("deletedAt", now);
        answer.put("summary", summary);
        answer.put("gdprArticle", 17);
        answer.put("note", "This action is irreversible. You may create a new account at any time.");
        return answer;
    }
}
