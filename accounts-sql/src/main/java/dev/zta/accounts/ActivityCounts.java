package dev.zta.accounts;

import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Actor;
import dev.zta.core.activity.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Hourly acts on their way to the disk. Adding takes no lock but that of one entry; memory is bounded. */
final class ActivityCounts {
    private static final int MOST = 10_000;

    /** What one entry is made for. */
    record Key(String accountId, ActivityAction action, String subject, Optional<String> network, Instant begins) {
        Instant endsAt() {
            return begins.plus(1, ChronoUnit.HOURS);
        }

        /** The same in one text that tells nothing. */
        String text(ActivitySeal seal) {
            return seal.of(
                    "hour",
                    List.of(
                            Optional.of(accountId),
                            Optional.of(action.code()),
                            Optional.of(subject),
                            network,
                            Optional.of(begins.toString())));
        }
    }

    /** What happened of it so far. */
    record Hour(Key key, Act first, long occurrences, Instant lastAt) {
        private Hour plus(Hour other) {
            Act earlier = other.first.at().isBefore(first.at()) ? other.first : first;
            Instant later = other.lastAt.isAfter(lastAt) ? other.lastAt : lastAt;
            return new Hour(key, earlier, occurrences + other.occurrences, later);
        }
    }

    private final Map<Key, Hour> hours = new ConcurrentHashMap<>();

    /** Counts one; says whether it is time to write. */
    boolean add(Act act, String subject) {
        Key key = new Key(
                act.accountId(),
                act.action(),
                subject,
                act.origin().filter(_ -> act.action().isCountedByNetwork()).map(Origin::maskedAddress),
                act.at().truncatedTo(ChronoUnit.HOURS));
        hours.merge(key, new Hour(key, act, 1, act.at()), Hour::plus);
        return hours.size() >= MOST;
    }

    /** Hands over what there is; what can't be written stays. */
    void drain(Consumer<List<Hour>> writer) {
        List<Hour> taken = List.copyOf(hours.values()).stream()
                .filter(hour -> hours.remove(hour.key(), hour))
                .toList();
        if (taken.isEmpty()) {
            return;
        }
        try {
            writer.accept(taken);
        } catch (RuntimeException e) {
            taken.forEach(hour -> hours.merge(hour.key(), hour, Hour::plus));
            throw e;
        }
    }

    /** Drops what is of a person who is being erased. */
    void forget(String userId) {
        hours.values()
                .removeIf(hour -> hour.key().accountId().equals(userId)
                        || hour.first()
                                .actor()
                                .flatMap(Actor::id)
                                .filter(userId::equals)
                                .isPresent());
    }
}
