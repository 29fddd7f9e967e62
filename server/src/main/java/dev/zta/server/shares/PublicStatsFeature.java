package dev.zta.server.shares;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStoreUnavailableException;
import dev.zta.core.account.ShareLinks;
import dev.zta.core.store.QueryLimitException;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.FaultLog;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import dev.zta.server.stats.PublicNumbers;
import dev.zta.server.stats.PublicReport;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code GET /api/public/stats}: a site's totals for those who have a link, or for everybody (contract: public-stats). */
public final class PublicStatsFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(PublicStatsFeature.class.getName());
    private static final List<String> PATHS = List.of("/api/public/stats", "/api/public-stats");
    private static final int CALLS_A_MINUTE = 60;

    private final SharedViews views;
    private final SharePasswords passwords;
    private final ShareLinks links;
    private final PublicReport report;
    private final AddressSubjects addresses;
    private final RateLimit calls = RateLimit.of(CALLS_A_MINUTE, Duration.ofMinutes(1));
    private final FaultLog faults = new FaultLog();

    public PublicStatsFeature(
            SharedViews views,
            SharePasswords passwords,
            ShareLinks links,
            PublicReport report,
            AddressSubjects addresses) {
        this.views = views;
        this.passwords = passwords;
        this.links = links;
        this.report = report;
        this.addresses = addresses;
    }

    @Override
    public List<Route> routes() {
        return PATHS.stream()
                .map(path ->
                        new Route("GET", path, Action.READ_PUBLIC_STATS, this::stats).with(RoutePolicy.PUBLIC_STATS))
                .toList();
    }

    /** What is said about a token is not for search engines, whatever it is. */
    private Answer stats(Call call) {
        boolean isAboutToken = call.query("token").isPresent();
        try {
            Answer answer = answer(call);
            return isAboutToken ? answer.with("X-Robots-Tag", "noindex") : answer;
        } catch (AccessRefusedException e) {
            throw marked(ApiException.of(e.refusal()), isAboutToken);
        } catch (ApiException e) {
            throw marked(e, isAboutToken);
        }
    }

    private static ApiException marked(ApiException refusal, boolean isAboutToken) {
        return isAboutToken ? refusal.with("X-Robots-Tag", "noindex") : refusal;
    }

    private Answer answer(Call call) {
        Duration wait = calls.take(addresses.of(call.clientAddress(), call.receivedAt()), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.general(wait);
        }
        SharedView view = views.find(call);
        passwords.check(call, view);
        String period = view.period(call.query("period"));
        PublicNumbers numbers = numbers(view, period, call.receivedAt());
        view.token().ifPresent(token -> count(token, call.receivedAt()));
        return Answer.ok(view.shown(period, numbers)).with("Cache-Control", view.caching(call.receivedAt()));
    }

    private PublicNumbers numbers(SharedView view, String period, Instant now) {
        try {
            return report.numbers(view.site(), period, now);
        } catch (QueryLimitException e) {
            LOG.log(
                    Level.WARNING,
                    "No public report of {0}: {1}",
                    view.site().id().value(),
                    e.getMessage());
            throw CommonError.UNAVAILABLE.exception();
        } catch (RuntimeException e) {
            faults.failed("GET " + PATHS.getFirst(), e);
            throw new ApiException(500, RoutePolicy.PUBLIC_STATS.failure());
        }
    }

    /** A full disk keeps nobody from reading. */
    private void count(String token, Instant at) {
        try {
            links.used(token, at.truncatedTo(ChronoUnit.MINUTES));
        } catch (AccountStoreUnavailableException e) {
            LOG.log(Level.WARNING, "The use of a share link was not counted: {0}", e.getMessage());
        }
    }
}
