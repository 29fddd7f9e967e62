package dev.zta.server.track;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a call, read once from left to right.
 *
 * @param siteId as it came, well-formed or not; empty when absent
 * @param isBatch whether {@code batch} is true
 * @param id of the body as a whole
 * @param domain the declared domain, empty without one
 * @param elements the events: one for a single event; of a batch at most as many as one may have
 * @param count how many events there were
 * @param faults what of the fields beside the events had the wrong type, by field
 */
record TrackBody(
        Optional<String> siteId,
        boolean isBatch,
        Optional<String> id,
        String domain,
        List<Element> elements,
        int count,
        Map<String, String> faults) {
    /** The most events of a batch. */
    static final int MAX_EVENTS = 100;

    TrackBody {
        elements = List.copyOf(elements);
        faults = Map.copyOf(faults);
    }

    /** How many lines of the ledger the call makes when it is refused as a whole. */
    int weight() {
        return Math.max(1, count);
    }

    @Override
    public String toString() {
        return "TrackBody of " + count;
    }
}
