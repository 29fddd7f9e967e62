package dev.zta.server.health;

import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * {@code GET /api/health}: tries every check, at most once a second however often it is asked, so that asking is no load
 * (contract: cli, "Health").
 */
public final class HealthFeature implements Feature {
    /** How long an answer is good. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private record Finding(Instant at, Map<String, String> words, long journalLag) {
        boolean isWell() {
            return !words.containsValue(Probe.FAILED);
        }
    }

    private final String version;
    private final List<Probe> probes;
    private final LongSupplier journalLag;
    private final ReentrantLock lock = new ReentrantLock();
    private Finding last = new Finding(Instant.EPOCH, Map.of(), 0);

    /**
     * Checks a server.
     *
     * @param version of this program
     * @param checks in the order of the answer
     * @param journalLag how many journal records are not in the event store yet
     */
    public HealthFeature(String version, List<HealthCheck> checks, LongSupplier journalLag) {
        this.version = version;
        this.probes = checks.stream().map(check -> new Probe(check, LIMIT)).toList();
        this.journalLag = journalLag;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/health", Action.READ_HEALTH, this::health).with(RoutePolicy.OPEN));
    }

    private Answer health(Call call) {
        Finding finding = finding(call.receivedAt());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", finding.isWell() ? Probe.PASSED : Probe.FAILED);
        body.put("version", version);
        body.put("checks", finding.words());
        body.put("journalLag", finding.journalLag());
        return new Answer(finding.isWell() ? 200 : 503, Map.of(), body);
    }

    private Finding finding(Instant now) {
        lock.lock();
        try {
            if (!now.isBefore(last.at()) && Duration.between(last.at(), now).compareTo(FRESH) < 0) {
                return last;
            }
            last = look(now);
            return last;
        } finally {
            lock.unlock();
        }
    }

    private Finding look(Instant now) {
        probes.forEach(Probe::begin);
        Map<String, String> words = new LinkedHashMap<>();
        probes.forEach(probe -> words.put(probe.name(), probe.word()));
        return new Finding(now, words, Math.max(0, journalLag.getAsLong()));
    }
}
