package dev.zta.server.limits;

import dev.zta.core.access.Principal;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.RequestLimit;
import dev.zta.server.limits.RateLimit.Room;
import dev.zta.server.settings.RateRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The limit of nearly all endpoints: a user's logins and keys share one budget; without a credential the client address has
 * it (contract: api-keys, "Use of a key" and "Rules of all endpoints"). At the query interface each key has a minute of its
 * own, within its user's hour, and answers say how much is left (contract: stats-api, "Limits").
 */
public final class GeneralLimit implements RequestLimit {
    private static final String QUERY_INTERFACE = "/api/stats-api";

    /** Windows up to this length are a key's own at the query interface; longer ones are always its user's. */
    private static final Duration OWN = Duration.ofMinutes(1);

    private final RateLimit minutes;
    private final RateLimit hours;
    private final AddressSubjects addresses;
    private final InstantSource clock;

    /**
     * Who is counted.
     *
     * @param inMinutes in the short windows
     * @param inHours in the long ones
     */
    private record Subject(String inMinutes, String inHours) {
        static Subject of(String one) {
            return new Subject(one, one);
        }
    }

    /**
     * A limit by the setting {@code ZTA_RATE_API}.
     *
     * @param rule all of whose windows must have room for a call
     */
    public GeneralLimit(RateRule rule, AddressSubjects addresses, InstantSource clock) {
        minutes = new RateLimit(rule.upTo(OWN));
        hours = new RateLimit(rule.beyond(OWN));
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public Map<String, String> take(Principal principal, String path, String clientAddress) {
        Instant now = clock.instant();
        boolean isQuery = path.equals(QUERY_INTERFACE);
        return switch (principal) {
            case Principal.Nobody _ -> take(Subject.of(addresses.of(clientAddress, now)), now, false);
            case Principal.Login login -> take(Subject.of(user(login.userId())), now, isQuery);
            case Principal.Key key -> {
                String user = user(key.userId());
                yield take(new Subject(isQuery ? "key:" + key.keyId() : user, user), now, isQuery);
            }
            case Principal.Operator _ -> Map.of();
        };
    }

    private static String user(String id) {
        return "user:" + id;
    }

    private Map<String, String> take(Subject subject, Instant now, boolean isTold) {
        Duration wait = waitFor(subject, now);
        Map<String, String> headers = isTold ? headers(subject, now) : Map.of();
        if (!wait.isZero()) {
            ApiException refusal = TooManyCalls.general(wait);
            for (Map.Entry<String, String> header : headers.entrySet()) {
                refusal = refusal.with(header.getKey(), header.getValue());
            }
            throw refusal;
        }
        return headers;
    }

    /** Counts the call in all windows or in none. */
    private Duration waitFor(Subject subject, Instant now) {
        Duration own = minutes.take(subject.inMinutes, now);
        if (!own.isZero()) {
            Duration other = hours.waitOf(subject.inHours, now);
            return own.compareTo(other) > 0 ? own : other;
        }
        Duration wait = hours.take(subject.inHours, now);
        if (!wait.isZero()) {
            minutes.giveBack(subject.inMinutes);
        }
        return wait;
    }

    /** Limit of the short window, since that is the interface's own; what is left and until when in the tightest one. */
    private Map<String, String> headers(Subject subject, Instant now) {
        Optional<Room> own = minutes.room(subject.inMinutes, now);
        Optional<Room> tightest = Stream.concat(own.stream(), hours.room(subject.inHours, now).stream())
                .min(Room.BY_TIGHTNESS);
        return tightest.map(room -> Map.of(
                        "X-RateLimit-Limit", Integer.toString(own.orElse(room).calls()),
                        "X-RateLimit-Remaining", Integer.toString(room.left()),
                        "X-RateLimit-Reset", Long.toString(secondsOf(room.until()))))
                .orElse(Map.of());
    }

    /** Rounded up, so that nobody is told to come too early. */
    private static long secondsOf(Instant time) {
        return time.plusSeconds(1).minusNanos(1).getEpochSecond();
    }
}
