package dev.zta.server.stats;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.live.LiveSnapshot;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.auth.StillGood;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.CommonError;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Json;
import dev.zta.server.http.Route;
import dev.zta.server.stats.StreamPlaces.Place;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code /api/realtime} as a stream of server-sent events (contract: stats, "The dashboard itself may use a stream instead"):
 * an event when something has changed, a comment when nothing has for a while. A stream counts as one request. It ends when
 * its caller may no longer see the site, and when the server stops.
 */
public final class RealtimeStreamFeature implements Feature, AutoCloseable {
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final LiveView live;
    private final Access access;
    private final StillGood stillGood;
    private final Json json;
    private final InstantSource clock;
    private final StreamPace pace;
    private final StreamPlaces places = new StreamPlaces();
    private final Map<SiteId, Look> looks = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public RealtimeStreamFeature(
            LiveView live, Access access, AccountStore accounts, Json json, InstantSource clock, StreamPace pace) {
        this.live = live;
        this.access = access;
        stillGood = new StillGood(accounts, clock);
        this.json = json;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/realtime/stream", Action.READ_REALTIME, this::stream));
    }

    private Answer stream(Call call) {
        String siteId = SiteParameters.siteId(call);
        Principal principal = call.principal();
        access.site(principal, Action.READ_REALTIME, siteId);
        if (isClosed()) {
            throw CommonError.UNAVAILABLE.exception();
        }
        StillGood.Watched caller = stillGood.watch(principal);
        Place place = places.take(principal);
        return Answer.ok(new Stream(principal, siteId, caller, place))
                .with("Content-Type", "text/event-stream")
                .with("Cache-Control", "no-cache, no-store, must-revalidate")
                .with("X-Accel-Buffering", "no");
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends all streams within a moment and lets no new ones begin. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** How many streams are open. */
    int open() {
        return places.open();
    }

    /** What is there now, looked up once for all streams of a site. */
    private RealtimeAnswer current(Site site) {
        long now = System.nanoTime();
        if (looks.size() > StreamPlaces.MOST) {
            looks.clear();
        }
        Look look = looks.compute(
                site.id(),
                (id, known) ->
                        known != null && now - known.atNanos < pace.look().toNanos() / 2
                                ? known
                                : new Look(live.snapshot(id), now));
        Instant instant = clock.instant();
        return RealtimeAnswer.of(look.snapshot, site.calendar().zoneAt(instant), instant);
    }

    private record Look(LiveSnapshot snapshot, long atNanos) {}

    /** One caller's stream, on the thread of its request. */
    private final class Stream implements Answer.Stream {
        private final Principal principal;
        private final String siteId;
        private final StillGood.Watched caller;
        private final Place place;

        Stream(Principal principal, String siteId, StillGood.Watched caller, Place place) {
            this.principal = principal;
            this.siteId = siteId;
            this.caller = caller;
            this.place = place;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Optional<Site> site = site();
            Optional<RealtimeAnswer> shown = Optional.empty();
            long written = System.nanoTime();
            long checked = written;
            boolean isEnded = isClosed();
            while (site.isPresent() && !isEnded) {
                RealtimeAnswer current = current(site.get());
                if (shown.filter(current::isAsBefore).isEmpty()) {
                    send(out, current);
                    shown = Optional.of(current);
                    written = System.nanoTime();
                } else if (isOver(written, pace.beat())) {
                    out.write(BEAT);
                    out.flush();
                    written = System.nanoTime();
                }
                isEnded = isEndedBeforeNextLook();
                if (isOver(checked, pace.check())) {
                    site = site();
                    checked = System.nanoTime();
                }
            }
        }

        private void send(OutputStream out, RealtimeAnswer answer) throws IOException {
            out.write(DATA);
            out.write(json.write(answer));
            out.write(END);
            out.flush();
        }

        /** The site as it is now, if the caller may still see it. */
        private Optional<Site> site() {
            try {
                return caller.isGood()
                        ? Optional.of(access.site(principal, Action.READ_REALTIME, siteId)
                                .site())
                        : Optional.empty();
            } catch (AccessRefusedException _) {
                return Optional.empty();
            }
        }

        /** Waits until the next look; says whether all streams end before. */
        private boolean isEndedBeforeNextLook() throws IOException {
            try {
                return closed.await(pace.look().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The server stops");
            }
        }

        private static boolean isOver(long sinceNanos, Duration time) {
            return System.nanoTime() - sinceNanos >= time.toNanos();
        }

        @Override
        public void close() {
            place.close();
        }
    }
}
