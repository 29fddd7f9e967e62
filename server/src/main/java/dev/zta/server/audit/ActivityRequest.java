package dev.zta.server.audit;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.ActivityQuery;
import dev.zta.core.activity.ActivityType;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.accounts.Callers;
import dev.zta.server.http.Call;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request asks of the log, its parameters found to be good; whose log it may see is asked afterwards (contract:
 * api-keys, "Order of checks").
 */
record ActivityRequest(
        ActivityTimes times,
        Optional<ActivityType> type,
        Optional<ActivityAction> action,
        Optional<String> userId,
        Optional<String> siteNamed) {
    /**
     * Reads the parameters that reading and exporting share.
     *
     * @param defaultPeriod where none is given
     */
    static ActivityRequest read(Call call, String defaultPeriod) {
        ActivityTimes times = ActivityTimes.read(
                call.query("startDate"),
                call.query("endDate"),
                call.query("period").orElse(defaultPeriod),
                call.receivedAt());
        Optional<ActivityType> type =
                call.query("type").map(text -> ActivityType.of(text).orElseThrow(ActivityError.TYPE::exception));
        Optional<ActivityAction> action =
                call.query("action").map(text -> ActivityAction.of(text).orElseThrow(ActivityError.ACTION::exception));
        if (type.isPresent()
                && action.filter(named -> named.type() != type.get()).isPresent()) {
            throw ActivityError.ACTION.exception();
        }
        return new ActivityRequest(times, type, action, call.query("userId"), call.query("siteId"));
    }

    /**
     * The query that the caller may make: of the own account, or of a site that is the caller's own.
     *
     * @param retention what is older is not found, although it may not be erased yet
     */
    ActivityQuery admitted(Call call, Access access, Action asked, ActivityRetention retention) {
        Optional<String> wanted =
                siteNamed.or(() -> Callers.siteLimit(call.principal()).map(SiteId::value));
        Optional<Site> site =
                wanted.map(named -> access.site(call.principal(), asked, named).site());
        String account = site.map(Site::ownerId).orElseGet(() -> Callers.userId(call.principal()));
        Instant oldest = retention.oldestAt(account, call.receivedAt());
        return new ActivityQuery(
                account,
                times.from().isBefore(oldest) ? oldest : times.from(),
                times.until(),
                site.map(Site::id),
                type,
                action,
                userId);
    }
}
