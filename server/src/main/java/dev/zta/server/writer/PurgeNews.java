package dev.zta.server.writer;

import dev.zta.core.account.PlannedPurges;
import dev.zta.core.account.PlannedPurges.Planned;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Notes which days are removed, and passes on that they were. The writer begins before there is an activity log to tell it to, and
 * may be stopped between the two: then the note stays for whoever listens next. Thread-safe.
 */
public final class PurgeNews implements PurgeListener {
    private final PlannedPurges plans;
    private volatile Optional<Consumer<Planned>> listener = Optional.empty();

    public PurgeNews(PlannedPurges plans) {
        this.plans = plans;
    }

    @Override
    public void planned(Planned days) {
        plans.put(days);
    }

    @Override
    public void purged(Planned days) {
        listener.ifPresent(told -> told.accept(days));
    }

    /**
     * From now on this one is told, of what waits first; of something perhaps twice.
     *
     * @param isGone whether the days of a plan were removed
     */
    public void listen(Consumer<Planned> told, Predicate<Planned> isGone) {
        listener = Optional.of(told);
        plans.all().stream().filter(isGone).forEach(told);
    }
}
