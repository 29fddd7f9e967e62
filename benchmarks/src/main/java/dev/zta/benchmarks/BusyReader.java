package dev.zta.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks a server all kinds of questions about one site, one at a time. */
final class BusyReader {
    private final ApiReader reader;
    private final String site;
    private final BusyPlan plan;

    BusyReader(ApiReader reader, String site, BusyPlan plan) {
        this.reader = reader;
        this.site = site;
        this.plan = plan;
    }

    /** Asks the questions of a kind, the last rounds' first, which only warm it up. */
    BusyTimes ask(BusyQuestion kind) {
        long begun = System.nanoTime();
        ask(
                kind,
                plan.questions(),
                plan.warmUp(),
                begun + plan.most().dividedBy(4).toNanos());
        return ask(kind, 0, plan.questions(), begun + plan.most().toNanos());
    }

    private BusyTimes ask(BusyQuestion kind, int from, int count, long end) {
        List<Double> millis = new ArrayList<>();
        int refused = 0;
        for (int round = from; round < from + count && System.nanoTime() < end; round++) {
            try {
                millis.add(reader.millis(kind.path(site, round)));
            } catch (IOException e) {
                refused++;
                System.out.println("no answer: " + e.getMessage());
            }
        }
        return new BusyTimes(kind.what(), millis, refused);
    }
}
