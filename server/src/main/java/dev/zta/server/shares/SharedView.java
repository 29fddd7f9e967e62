package dev.zta.server.shares;

import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.ShareLink;
import dev.zta.core.site.Site;
import dev.zta.server.http.ApiException;
import dev.zta.server.stats.PublicNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody without an account may see of a site, and how.
 *
 * @param link by which it is seen; empty: the site is public
 */
record SharedView(Site site, Optional<ShareLink> link) {
    private static final String DEFAULT_PERIOD = "7d";
    private static final Duration LONGEST_CACHED = Duration.ofMinutes(5);

    Optional<String> token() {
        return link.map(ShareLink::token);
    }

    Optional<PasswordHash> password() {
        return link.flatMap(ShareLink::password);
    }

    /** Shortest first. */
    List<String> allowedPeriods() {
        return link.map(ShareLink::allowedPeriods).orElse(ShareOptions.PERIODS);
    }

    /**
     * The period that is shown.
     *
     * @throws ApiException 403 for one that is not allowed, or none
     */
    String period(Optional<String> asked) {
        String period = asked.orElseGet(() -> allowedPeriods().contains(DEFAULT_PERIOD)
                ? DEFAULT_PERIOD
                : allowedPeriods().getFirst());
        if (!allowedPeriods().contains(period)) {
            throw new ApiException(403, "Period not allowed for this share");
        }
        return period;
    }

    /** Copies live five minutes at most, never longer than the link; what a password guards is never copied. */
    String caching(Instant now) {
        if (password().isPresent()) {
            return "private, no-store";
        }
        Duration left = link.flatMap(ShareLink::expiresAt)
                .map(end -> Duration.between(now, end))
                .filter(life -> life.compareTo(LONGEST_CACHED) < 0)
                .orElse(LONGEST_CACHED);
        return "public, max-age=" + left.toSeconds();
    }

    /** The answer, field by field in the contract's order. */
    Map<String, Object> shown(String period, PublicNumbers numbers) {
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("domain", site.domain());
        who.put("nickname", Optional.of(site.name()).filter(name -> !name.equals(site.domain())));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("site", who);
        view.put("period", period);
        view.put("allowedPeriods", allowedPeriods());
        view.put("uniqueVisitors", numbers.uniqueVisitors());
        view.put("pageviews", numbers.pageviews());
        view.put("bounceRate", numbers.bounceRate());
        view.put("avgSessionDuration", numbers.avgSessionDuration());
        view.put("pages", numbers.pages());
        view.put("referrers", numbers.referrers());
        view.put("devices", numbers.devices());
        view.put("browsers", numbers.browsers());
        view.put("countries", numbers.countries());
        view.put("daily", numbers.daily());
        view.put("expiresAt", link.flatMap(ShareLink::expiresAt));
        view.put("timezone", numbers.timezone());
        return view;
    }
}
