package dev.zta.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every event store answers about a site with months of closed days, whatever it sums up over several of them. */
public abstract class LongHistoryContract extends StoredWorlds {
    private static final int LATE_RECORDS = 5;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void months_are_right_and_stay_right_when_a_day_opens_again(long seed) {
        World world = new World(seed, List.of(RandomSite.withHistory()));
        appendInBatches(world, world.journal());
        closeAll();
        assertAnswers(world, "closed");
        assertThat(store.verify()).as("closed, seed %d", seed).isEmpty();

        List<Event> late = new RandomEvents(world.random, world.sites.getFirst()).imported();
        store.append(world.journal(late.subList(0, LATE_RECORDS)));
        assertAnswers(world, "some days opened again");
        closeAll();
        compactAll();
        assertAnswers(world, "all closed again");
        assertThat(store.verify()).as("all closed again, seed %d", seed).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void months_are_right_when_days_are_closed_one_by_one_and_the_oldest_go(long seed) {
        RandomSite site = RandomSite.withHistory();
        World world = new World(seed, List.of(site));
        appendInBatches(world, world.journal());
        store.openUnits().forEach(unit -> close(List.of(unit)));
        assertAnswers(world, "closed one by one");

        LocalDate firstKept = site.days().get(site.days().size() / 3).date();
        store.purgeBefore(site.id(), firstKept);
        world.arrived.removeIf(event -> event.day().date().isBefore(firstKept));
        assertAnswers(world, "the oldest gone");
        reopen();
        assertAnswers(world, "opened anew");
        assertThat(store.verify()).as("seed %d", seed).isEmpty();
    }
}
