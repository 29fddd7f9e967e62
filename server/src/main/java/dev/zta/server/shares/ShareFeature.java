package dev.zta.server.shares;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ShareLink;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.Callers;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import dev.zta.server.secrets.PasswordHasher;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** {@code /api/sites/share}: making, listing and revoking links (contract: public-stats). */
public final class ShareFeature implements Feature {
    private static final int MOST_ACTIVE = 100;
    private static final int TOKEN_BYTES = 16;
    private static final int SHOWN_OF_TOKEN = 10;

    private final AccountStore store;
    private final Access access;
    private final PasswordHasher hasher;
    private final ActivityRecorder activity;
    private final Supplier<URI> publicAddress;
    private final RandomGenerator random;

    /**
     * Links over one store.
     *
     * @param random cryptographic in production
     */
    public ShareFeature(
            AccountStore store,
            Access access,
            PasswordHasher hasher,
            ActivityRecorder activity,
            Supplier<URI> publicAddress,
            RandomGenerator random) {
        this.store = store;
        this.access = access;
        this.hasher = hasher;
        this.activity = activity;
        this.publicAddress = publicAddress;
        this.random = random;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/sites/share", Action.MANAGE_SHARES, this::list),
                new Route("POST", "/api/sites/share", Action.MANAGE_SHARES, this::create),
                new Route("DELETE", "/api/sites/share", Action.MANAGE_SHARES, this::revoke));
    }

    private Answer list(Call call) {
        String siteId = call.query("siteId").orElseThrow(ShareFeature::siteRequired);
        Site site = access.site(call.principal(), Action.MANAGE_SHARES, siteId).site();
        List<Map<String, Object>> shares = store.shareLinks().of(site.id()).stream()
                .filter(link -> link.isListedAt(call.receivedAt()))
                .map(link -> view(link, call.receivedAt()))
                .toList();
        return Answer.ok(Map.of("shares", shares)).with("Cache-Control", "no-store");
    }

    private static ApiException siteRequired() {
        return new ApiException(400, "Site ID required");
    }

    private Answer create(Call call) {
        JsonFields body = JsonFields.of(call.json(), ShareOptions::invalid);
        String siteId = body.filledText("siteId").orElseThrow(ShareFeature::siteRequired);
        Instant now = call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        ShareOptions options = ShareOptions.of(body, now);
        Site site = access.site(call.principal(), Action.MANAGE_SHARES, siteId).site();
        ShareLink link = new ShareLink(
                newToken(),
                site.id(),
                Callers.userId(call.principal()),
                now,
                options.expiresAt(),
                options.periods(),
                options.password().map(hasher::hash),
                options.name(),
                Optional.empty(),
                0);
        activity.together(() -> add(call, site, link));
        return Answer.created(created(site, link, now)).with("Cache-Control", "no-store");
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return "share_" + HexFormat.of().formatHex(bytes);
    }

    private boolean add(Call call, Site site, ShareLink link) {
        if (!store.shareLinks().add(link, MOST_ACTIVE)) {
            throw new ApiException(403, "Share link limit reached");
        }
        record(call, site, link, ActivityAction.SITE_SHARE_CREATED);
        return true;
    }

    /** The log never has the whole token. */
    private void record(Call call, Site site, ShareLink link, ActivityAction action) {
        activity.by(call)
                .on(site)
                .record(
                        action,
                        Target.of("site", site.id().value(), site.name()),
                        Metadata.of("shareId", link.token().substring(0, SHOWN_OF_TOKEN))
                                .withTime("expiresAt", link.expiresAt()));
    }

    private Map<String, Object> created(Site site, ShareLink link, Instant now) {
        String url = publicAddress.get() + "/shared/" + link.token();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("share", view(link, now));
        view.put("shareUrl", url);
        view.put("site", Map.of("domain", site.domain()));
        view.put("success", true);
        view.put("shareToken", link.token());
        view.put("url", url);
        return view;
    }

    private static Map<String, Object> view(ShareLink link, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("token", link.token());
        view.put("siteId", link.site().value());
        view.put("userId", link.userId());
        view.put("createdAt", link.createdAt());
        view.put("expiresAt", link.expiresAt());
        view.put("allowedPeriods", link.allowedPeriods());
        view.put("isActive", link.isActiveAt(now));
        view.put("hasPassword", link.password().isPresent());
        view.put("name", link.name());
        view.put("lastAccessedAt", link.lastAccessedAt());
        view.put("accessCount", link.accessCount());
        return view;
    }

    private Answer revoke(Call call) {
        String token = call.query("token").orElseThrow(() -> new ApiException(400, "Share token required"));
        ShareLink link = store.shareLinks().byToken(token).orElseThrow(ShareFeature::notFound);
        Site site = manageable(call, link);
        activity.together(() -> end(call, site, link));
        return Answer.ok(Map.of("success", true));
    }

    private Site manageable(Call call, ShareLink link) {
        try {
            return access.site(
                            call.principal(), Action.MANAGE_SHARES, link.site().value())
                    .site();
        } catch (AccessRefusedException _) {
            throw notFound();
        }
    }

    private boolean end(Call call, Site site, ShareLink link) {
        if (!store.shareLinks().revoke(link.token(), call.receivedAt().truncatedTo(ChronoUnit.MILLIS))) {
            throw notFound();
        }
        record(call, site, link, ActivityAction.SITE_SHARE_REVOKED);
        return true;
    }

    private static ApiException notFound() {
        return new ApiException(404, "Share not found");
    }
}
