package dev.zta.benchmarks;

import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.server.stats.StatsReport;
import dev.zta.server.stats.StatsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes the time of reports of all panels of one site, as the stats endpoint answers them, without HTTP. */
final class PanelClock {
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 10;

    /** What is slower gets fewer rounds. */
    private static final Duration MOST_WARM_UP = Duration.ofSeconds(15);

    private static final Duration MOST = Duration.ofSeconds(60);
    private static final int LEAST_ROUNDS = 5;

    private final StatsReport report;
    private final SiteId site;

    PanelClock(EventStore store, SiteId site) {
        report = new StatsReport(store);
        this.site = site;
    }

    /** A question that differs from round to round. */
    @FunctionalInterface
    interface Question {
        StatsRequest inRound(int round);
    }

    /**
     * What answers took, in milliseconds.
     *
     * @param first of its kind
     * @param warm those after some more
     */
    record Times(double first, List<Double> warm) {}

    Times measure(Question question) {
        double first = millis(question.inRound(ROUNDS));
        rounds(question, ROUNDS + 1, WARM_UP, MOST_WARM_UP);
        return new Times(first, rounds(question, 0, ROUNDS, MOST));
    }

    private List<Double> rounds(Question question, int from, int count, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        List<Double> millis = new ArrayList<>();
        while (millis.size() < count && (millis.size() < LEAST_ROUNDS || System.nanoTime() < end)) {
            millis.add(millis(question.inRound(from + millis.size())));
        }
        return millis;
    }

    private double millis(StatsRequest request) {
        long begun = System.nanoTime();
        boolean isEmpty = report.answer(site, request).summary().pageviews() == 0;
        // A small site may have nothing that filters choose.
        if (isEmpty && request.filters().isEmpty()) {
            throw new IllegalStateException("An empty report measures nothing");
        }
        return (System.nanoTime() - begun) / 1e6;
    }
}
