package dev.zta.server.sites;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.account.SiteChanges;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.site.Site;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.limits.RollingLimit;
import dev.zta.server.limits.TooManyCalls;
import dev.zta.server.secrets.KeyHasher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.NamingException;

/** {@code /api/sites/{id}/verify}: proving by a DNS record who has a domain (contract: sites). */
public final class VerificationFeature implements Feature {
    private static final String NAME = "_zta-verify";
    private static final int VALUE_DIGITS = 12;
    private static final int ATTEMPTS_AN_HOUR = 10;
    private static final int UNAVAILABLE = 503;

    private final Access access;
    private final SiteChanges changes;
    private final KeyHasher hasher;
    private final TxtRecords records;
    private final ActivityRecorder activity;
    private final RollingLimit attempts = new RollingLimit(ATTEMPTS_AN_HOUR, Duration.ofHours(1));

    /**
     * Verifies by DNS.
     *
     * @param hasher makes each site's value, always the same
     * @param nameServer host and port of a name server; empty: those of the machine
     */
    public VerificationFeature(
            Access access,
            SiteChanges changes,
            KeyHasher hasher,
            Optional<String> nameServer,
            ActivityRecorder activity) {
        this.access = access;
        this.changes = changes;
        this.hasher = hasher;
        this.records = new TxtRecords(nameServer.stream().toList());
        this.activity = activity;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/sites/{id}/verify", Action.VERIFY_SITE, call -> shown(site(call))),
                new Route("POST", "/api/sites/{id}/verify", Action.VERIFY_SITE, this::verify));
    }

    private Site site(Call call) {
        return access.site(call.principal(), Action.VERIFY_SITE, call.path("id"))
                .site();
    }

    private Answer shown(Site site) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "TXT");
        view.put("name", NAME);
        view.put("value", value(site));
        view.put("host", host(site));
        view.put("verified", site.verifiedAt().isPresent());
        view.put("verifiedAt", site.verifiedAt());
        return Answer.ok(Map.of("verification", view));
    }

    private String value(Site site) {
        return "zta-verify=" + hasher.hash(site.id().value()).hex().substring(0, VALUE_DIGITS);
    }

    private static String host(Site site) {
        return NAME + "." + site.domain();
    }

    /** Once verified it stays so. */
    private Answer verify(Call call) {
        Site site = site(call);
        if (site.verifiedAt().isPresent()) {
            return shown(site);
        }
        Duration wait = attempts.take(site.id().value(), call.receivedAt());
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
        if (!found(site)) {
            throw new ApiException(400, "Verification record not found");
        }
        return shown(activity.together(() -> verified(call, site)));
    }

    private boolean found(Site site) {
        try {
            return records.of(host(site)).contains(value(site));
        } catch (NamingException _) {
            throw new ApiException(UNAVAILABLE, "DNS lookup failed. Try again later.").with("Retry-After", "60");
        }
    }

    private Site verified(Call call, Site site) {
        Instant now = call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        Site verified = changes.change(site.id(), present -> present.verifiedAt(now))
                .orElseThrow(() -> new AccessRefusedException(Action.VERIFY_SITE.unknownSite()));
        activity.by(call)
                .on(verified)
                .record(
                        ActivityAction.SITE_VERIFIED,
                        SiteUpdateFeature.target(verified),
                        Metadata.of("domain", verified.domain()));
        return verified;
    }
}
