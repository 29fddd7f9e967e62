package dev.zta.server.operator;

import dev.zta.core.activity.ActivityLog;
import dev.zta.core.journal.Journal;
import dev.zta.core.store.EventStore;
import dev.zta.server.identity.SaltLogCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Recomputes and compares what is stored, and checks what is chained (contract: cli, {@code zta verify}). */
public final class Verification {
    private final EventStore events;
    private final Journal journal;
    private final Path saltLog;
    private final ActivityLog activity;
    private final InstantSource clock;

    public Verification(EventStore events, Journal journal, Path saltLog, ActivityLog activity, InstantSource clock) {
        this.events = events;
        this.journal = journal;
        this.saltLog = saltLog;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * One thing that was checked.
     *
     * @param findings what is wrong with it, empty when all is well
     */
    public record Check(String name, List<String> findings) {}

    /**
     * The outcome.
     *
     * @param sound whether nothing is wrong
     * @param columns every stored column with what it holds
     */
    public record Outcome(boolean sound, List<Check> checks, List<String> columns) {}

    /** Checks everything; takes as long as the closed days take to be recomputed. */
    public Outcome run() {
        List<Check> checks = List.of(
                new Check("sessions and roll-ups of closed days", events.verify()),
                new Check("journal", journalFindings()),
                new Check("salt chain", saltFindings()),
                new Check("activity chain", activity.verify()));
        boolean isSound = checks.stream().allMatch(check -> check.findings().isEmpty());
        return new Outcome(isSound, checks, events.describeColumns());
    }

    private List<String> journalFindings() {
        return journal.damage().stream()
                .map(damage -> "records %d to %d: %s"
                        .formatted(damage.firstSequence(), damage.lastSequence(), damage.description()))
                .toList();
    }

    private List<String> saltFindings() {
        try {
            return new SaltLogCheck(saltLog).findings(clock.instant());
        } catch (IOException e) {
            return List.of("the salt log can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
