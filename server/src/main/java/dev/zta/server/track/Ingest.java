package dev.zta.server.track;

import dev.zta.core.collect.Arrival;
import dev.zta.core.collect.Bounds;
import dev.zta.core.collect.Collector;
import dev.zta.core.collect.Verdict;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.site.Site;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.core.tally.Tally;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges the events of an admitted call and makes them durable, each with its line in the ledger, in one journal entry. Only
 * then it answers (contract: track, "Completeness").
 */
final class Ingest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Answer SUCCESS =
            new Answer(200, JSON, "{\"success\":true}".getBytes(StandardCharsets.US_ASCII));
    /** By number of events: nearly every batch is taken as a whole, so its answer is made once. */
    private static final List<Answer> ALL_TAKEN = IntStream.rangeClosed(0, TrackBody.MAX_EVENTS)
            .mapToObj(count -> new Answer(
                    200, JSON, ("{\"success\":true,\"count\":" + count + "}").getBytes(StandardCharsets.US_ASCII)))
            .toList();

    private static final Verdict NOT_RECORDED = new Verdict.Drop(DropReason.PLAN_LIMIT, "");

    private static final Verdict NO_ADDRESS = Verdict.Reject.invalid(Map.of("clientIp", "Must be an IP address"));

    private final Collector collector = new Collector();
    private final Arrivals arrivals;
    private final RecentIds recentIds;
    private final Journal journal;
    private final Recording recording;
    private final PropertyNames propertyNames;

    Ingest(Arrivals arrivals, RecentIds recentIds, Journal journal, Recording recording, PropertyNames propertyNames) {
        this.arrivals = arrivals;
        this.recentIds = recentIds;
        this.journal = journal;
        this.recording = recording;
        this.propertyNames = propertyNames;
    }

    /**
     * Stores what may be stored of a call.
     *
     * @param isTrusted whether a write key came, so that the call may name its visitors
     * @throws ApiException 400 for a single event that is refused, and for a batch that is refused as a whole
     */
    Answer take(Call call, Site site, TrackBody body, boolean isTrusted) {
        Optional<ApiException> wrong = wrongAsAWhole(body);
        if (wrong.isPresent()) {
            throw refused(call, site, body, RejectReason.VALIDATION, wrong.get());
        }
        Arrivals.OfCall arrival = arrivals.of(call, site, isTrusted);
        List<Verdict> verdicts = new ArrayList<>(body.elements().size());
        boolean isRecorded = recording.isOn(site, call.receivedAt());
        long leftOut = 0;
        for (Element element : body.elements()) {
            Verdict verdict = judge(element, arrival.of(element));
            if (!(verdict instanceof Verdict.Keep(Event event))) {
                verdicts.add(verdict);
            } else if (isRecorded) {
                Event limited = propertyNames.limited(event);
                leftOut += event.attributes().properties().size()
                        - limited.attributes().properties().size();
                verdicts.add(new Verdict.Keep(limited));
            } else {
                verdicts.add(NOT_RECORDED);
            }
        }
        store(new Decided(call, site, verdicts, leftOut), body.id());
        return body.isBatch() ? batchAnswer(verdicts) : singleAnswer(verdicts.getFirst());
    }

    private Verdict judge(Element element, Optional<Arrival> arrival) {
        return arrival.isPresent() ? collector.judge(element.beacon(), arrival.get()) : NO_ADDRESS;
    }

    private static Optional<ApiException> wrongAsAWhole(TrackBody body) {
        if (!body.faults().isEmpty()) {
            return Optional.of(ApiException.validation(body.faults()));
        }
        if (body.count() > TrackBody.MAX_EVENTS) {
            return Optional.of(TrackError.TOO_MANY_EVENTS.exception());
        }
        boolean isIdGood = body.id().isEmpty() || Bounds.isId(body.id().get());
        return isIdGood
                ? Optional.empty()
                : Optional.of(ApiException.validation(Map.of("id", "Must be 1 to 64 characters of A-Za-z0-9_-")));
    }

    /** Notes a call that is refused as a whole; the refusal is given back to be thrown. */
    ApiException refused(Call call, Site site, TrackBody body, RejectReason reason, ApiException answer) {
        RejectReason counted = answer.status() == 429 ? RejectReason.RATE_LIMITED : reason;
        Tally tally = Tally.of(site.id(), call.receivedAt(), new Outcome.Rejected(counted), body.weight());
        journal.append(new JournalEntry(List.of(), tally, List.of()));
        return answer;
    }

    private void store(Decided decided, Optional<String> id) {
        if (id.isPresent() && decided.keepsAny()) {
            storeOnce(decided, recentIds.fingerprint(decided.site().id(), id.get()));
        } else if (!decided.verdicts().isEmpty()) {
            append(decided, List.of());
        }
    }

    private void storeOnce(Decided decided, long fingerprint) {
        if (!recentIds.claim(fingerprint, decided.call().receivedAt())) {
            journal.append(decided.asDuplicates());
            return;
        }
        boolean isStored = false;
        try {
            append(decided, List.of(fingerprint));
            isStored = true;
        } finally {
            recentIds.settle(fingerprint, isStored, decided.call().receivedAt());
        }
    }

    private void append(Decided decided, List<Long> fingerprints) {
        JournalEntry entry = decided.entry(fingerprints);
        journal.append(entry);
        recording.stored(decided.site(), pageviews(entry), decided.call().receivedAt());
    }

    private static long pageviews(JournalEntry entry) {
        return entry.events().stream()
                .filter(event -> event.detail() instanceof Detail.Pageview)
                .count();
    }

    private static Answer singleAnswer(Verdict verdict) {
        if (verdict instanceof Verdict.Reject reject) {
            throw reject.fields().isEmpty()
                    ? new ApiException(400, reject.error())
                    : new ApiException(400, reject.error(), Map.of("fields", reject.fields()));
        }
        return SUCCESS;
    }

    private static Answer batchAnswer(List<Verdict> verdicts) {
        long rejected =
                verdicts.stream().filter(Verdict.Reject.class::isInstance).count();
        if (rejected == 0) {
            return ALL_TAKEN.get(verdicts.size());
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("count", verdicts.size() - rejected);
        answer.put("rejected", rejected);
        return Answer.ok(answer);
    }
}
