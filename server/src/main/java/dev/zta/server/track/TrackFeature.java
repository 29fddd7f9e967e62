package dev.zta.server.track;

import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.collect.OriginRule;
import dev.zta.core.journal.Journal;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.RejectReason;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/track} (contract: track). This class keeps the order of checks on a call as a whole; what becomes of its
 * events is decided by {@link Ingest}. Method, encoding and size are checked by the frame before.
 */
public final class TrackFeature implements Feature {
    private final TrackBodyParser parser = new TrackBodyParser();
    private final SiteDirectory sites;
    private final WriteKeys keys;
    private final CallLimit limit;
    private final OriginRule origins;
    private final Ingest ingest;

    /** Puts the endpoint together; {@link RecentIds#start} comes before the first call. */
    public TrackFeature(
            SiteDirectory sites,
            WriteKeys keys,
            CallLimit limit,
            OriginRule origins,
            Arrivals arrivals,
            RecentIds recentIds,
            Journal journal,
            Recording recording,
            PropertyNames propertyNames) {
        this.sites = sites;
        this.keys = keys;
        this.limit = limit;
        this.origins = origins;
        ingest = new Ingest(arrivals, recentIds, journal, recording, propertyNames);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/track", Action.TRACK, RoutePolicy.TRACK, this::track));
    }

    private Answer track(Call call) {
        byte[] bytes = call.body();
        Credential credential = keys.of(call);
        if (!WriteKeys.mayWrite(credential)) {
            throwIfAny(limit.takeAddress(call.clientAddress(), call.receivedAt()));
        }
        TrackBody body = parser.parse(bytes).orElseThrow(CommonError.INVALID_JSON::exception);
        Site site = site(body);
        admit(call, credential, site, body);
        return ingest.take(call, site, body, WriteKeys.mayWrite(credential));
    }

    private Site site(TrackBody body) {
        if (body.faults().containsKey("siteId")) {
            throw ApiException.validation(Map.of("siteId", body.faults().get("siteId")));
        }
        String named = body.siteId().orElseThrow(TrackError.SITE_REQUIRED::exception);
        Optional<Site> site = SiteId.isValid(named) ? sites.find(new SiteId(named)) : Optional.empty();
        return site.orElseThrow(TrackError.UNKNOWN_SITE::exception);
    }

    /** The checks on a call of a known site; a refusal is in the site's ledger before it is answered. */
    private void admit(Call call, Credential credential, Site site, TrackBody body) {
        Optional<ApiException> byKey = keys.refusal(credential, site);
        if (byKey.isPresent()) {
            throw ingest.refused(call, site, body, RejectReason.KEY_REFUSED, byKey.get());
        }
        if (credential instanceof Credential.Known known) {
            admitKey(call, known.key(), site, body);
        } else {
            admitOrigin(call, site, body);
        }
    }

    private void admitKey(Call call, Principal.Key key, Site site, TrackBody body) {
        Optional<ApiException> byRate = limit.takeKey(key.keyId(), call.receivedAt());
        if (byRate.isPresent()) {
            throw ingest.refused(call, site, body, RejectReason.RATE_LIMITED, byRate.get());
        }
        keys.used(key, call);
    }

    private void admitOrigin(Call call, Site site, TrackBody body) {
        Optional<String> origin = call.header("Origin");
        if (origin.isPresent() && !origins.allows(origin.get(), site.domain(), body.domain())) {
            ApiException unreadable = TrackError.ORIGIN_NOT_ALLOWED.exception().with("Vary", "Origin");
            throw ingest.refused(call, site, body, RejectReason.ORIGIN_NOT_ALLOWED, unreadable);
        }
    }

    private static void throwIfAny(Optional<ApiException> refusal) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }
}
