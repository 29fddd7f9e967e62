package dev.zta.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which files hold which numbers. Thread-safe; the newest one at most is still growing. */
final class Segments {
    private final ConcurrentSkipListMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();

    void put(Segment segment) {
        byFirst.put(segment.first(), segment);
    }

    void remove(Segment segment) {
        byFirst.remove(segment.first());
    }

    List<Segment> all() {
        return List.copyOf(byFirst.values());
    }

    Optional<Segment> oldest() {
        return Optional.ofNullable(byFirst.firstEntry()).map(Map.Entry::getValue);
    }

    Optional<Segment> growing() {
        return Optional.ofNullable(byFirst.lastEntry()).map(Map.Entry::getValue).filter(Segment::isGrowing);
    }

    /** The growing segment, if there is one, takes no more records. */
    void endGrowing(long last) {
        growing().ifPresent(segment -> put(segment.endingAt(last)));
    }

    /** The segment with the lowest numbers above a position. */
    Optional<Segment> behind(long position) {
        Map.Entry<Long, Segment> at = byFirst.floorEntry(position + 1);
        if (at != null && at.getValue().last() > position) {
            return Optional.of(at.getValue());
        }
        return Optional.ofNullable(byFirst.higherEntry(position + 1)).map(Map.Entry::getValue);
    }
}
