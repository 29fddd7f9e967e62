package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.Membership;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountLimits;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.Callers;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.usage.PageviewLimit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** {@code GET /api/usage} (contract: auth): what the account has of what its plan allows, in this calendar month (UTC). */
public final class UsageFeature implements Feature {
    private final AccountStore store;
    private final AccountPlans plans;
    private final PageviewLimit pageviews;

    public UsageFeature(AccountStore store, AccountPlans plans, PageviewLimit pageviews) {
        this.store = store;
        this.plans = plans;
        this.pageviews = pageviews;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/usage", Action.READ_ACCOUNT, this::usage));
    }

    private Answer usage(Call call) {
        String userId = Callers.userId(call.principal());
        YearMonth month = YearMonth.from(LocalDate.ofInstant(call.receivedAt(), ZoneOffset.UTC));
        List<Site> owned = store.sitesOf(userId).stream()
                .filter(site -> site.ownerId().equals(userId))
                .toList();
        AccountLimits limits = plans.limitsOf(userId);
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("plan", plans.of(userId).plan().code());
        usage.put("period", period(month));
        usage.put("sites", share(owned.size(), limits.sites()));
        usage.put(
                "pageviews",
                share(
                        pageviews.used(userId, owned, call.receivedAt()),
                        limits.plan().pageviewsAMonth()));
        usage.put(
                "teamMembers",
                share(people(owned, call.receivedAt()), limits.plan().people()));
        usage.put("goals", share(0, limits.plan().goals()));
        usage.put("annotations", share(0, limits.plan().annotations()));
        usage.put("apiKeys", share(keys(userId, call.receivedAt()), limits.apiKeys()));
        return Answer.ok(usage);
    }

    private static Map<String, Object> period(YearMonth month) {
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("start", month.atDay(1).toString());
        period.put("end", month.atEndOfMonth().toString());
        return period;
    }

    private static Map<String, Object> share(long used, OptionalInt limit) {
        return share(used, limit.isPresent() ? OptionalLong.of(limit.getAsInt()) : OptionalLong.empty());
    }

    private static Map<String, Object> share(long used, OptionalLong limit) {
        Map<String, Object> share = new LinkedHashMap<>();
        share.put("used", used);
        share.put("limit", limit.isPresent() ? Optional.of(limit.getAsLong()) : Optional.empty());
        return share;
    }

    /** Distinct people over all owned sites, the owner included, and distinct addresses that are invited. */
    private long people(List<Site> owned, Instant now) {
        Set<String> people = new HashSet<>();
        Set<String> invited = new HashSet<>();
        for (Site site : owned) {
            store.membersOf(site.id()).stream().map(Membership::userId).forEach(people::add);
            store.invitations().pendingOf(site.id(), now).stream()
                    .map(Invitation::email)
                    .forEach(invited::add);
        }
        return 1L + people.size() + invited.size();
    }

    private long keys(String userId, Instant now) {
        return store.keysOf(userId).stream()
                .filter(key -> !key.isExpiredAt(now))
                .count();
    }
}
