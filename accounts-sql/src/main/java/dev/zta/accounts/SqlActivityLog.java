package dev.zta.accounts;

import dev.zta.accounts.StoredEntry.Count;
import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.ActivityQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The activity log in the file of the accounts. Counted acts stand in memory until they are written together. */
final class SqlActivityLog implements ActivityLog {
    /** Another process may be so late with its part of an hour. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final int PAGE = 500;

    private final Database database;
    private final ActivitySeal seal;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final ActivityCounts counts = new ActivityCounts();

    SqlActivityLog(Database database, ActivitySeal seal, RandomGenerator random, InstantSource clock) {
        this.database = database;
        this.seal = seal;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void record(Act act) {
        if (act.action().isHourly()) {
            throw new IllegalArgumentException(act.action() + " is counted by the hour");
        }
        StoredEntry entry = StoredEntry.of(newId(), act, Optional.empty(), seal);
        database.write(connection -> ActivityRows.append(connection, entry, seal));
    }

    private String newId() {
        return "activity_" + HexFormat.of().toHexDigits(random.nextLong());
    }

    @Override
    public void count(Act act, String subject) {
        if (!act.action().isHourly()) {
            throw new IllegalArgumentException(act.action() + " has an entry each time");
        }
        if (counts.add(act, subject)) {
            flush();
        }
    }

    /** Not inside a transaction, whose end could take the counts with it. */
    @Override
    public void flush() {
        if (!database.isInTransaction()) {
            counts.drain(this::write);
            Instant by = clock.instant().minus(LATE);
            if (database.read(connection -> ActivityRows.anyEnded(connection, by))) {
                database.write(connection -> ActivityRows.linkEnded(connection, by, seal));
            }
        }
    }

    private void write(List<ActivityCounts.Hour> hours) {
        database.write(connection -> {
            for (ActivityCounts.Hour hour : hours) {
                Count count = new Count(hour.occurrences(), hour.lastAt());
                StoredEntry entry = StoredEntry.of(newId(), hour.first(), Optional.of(count), seal);
                ActivityRows.count(connection, hour.key().text(seal), hour.key().endsAt(), entry);
            }
            return hours.size();
        });
    }

    @Override
    public long total(ActivityQuery query) {
        flush();
        return database.read(connection -> ActivityRows.total(connection, query));
    }

    @Override
    public List<ActivityEntry> find(ActivityQuery query, int limit, long offset) {
        flush();
        return database.read(connection -> ActivityRows.find(connection, query, limit, offset)).stream()
                .map(StoredEntry::shown)
                .toList();
    }

    @Override
    public void each(ActivityQuery query, Consumer<ActivityEntry> reader) {
        flush();
        List<StoredEntry> page = database.read(connection -> ActivityRows.find(connection, query, PAGE, 0));
        while (!page.isEmpty()) {
            page.forEach(entry -> reader.accept(entry.shown()));
            StoredEntry last = page.getLast();
            page = database.read(connection -> ActivityRows.after(connection, query, last.act(), last.id(), PAGE));
        }
    }

    @Override
    public long occurrences(ActivityQuery query) {
        flush();
        return database.read(connection -> ActivityRows.occurrences(connection, query));
    }

    @Override
    public List<String> accounts() {
        return database.read(ActivityRows::accounts);
    }

    @Override
    public List<String> accountsWithActsOf(String userId) {
        flush();
        return database.read(connection -> ActivityRows.accountsWithActsOf(connection, userId));
    }

    @Override
    public void eraseBefore(String accountId, Instant cutoff) {
        flush();
        database.write(connection -> ActivityRows.eraseBefore(connection, accountId, cutoff, seal));
    }

    @Override
    public void erasePerson(String userId, String email) {
        database.exclusively(() -> {
            counts.forget(userId);
            return database.write(connection -> ActivityRows.erasePerson(connection, userId, email));
        });
    }

    @Override
    public List<String> verify() {
        List<String> findings = new ArrayList<>();
        for (String account : accounts()) {
            findings.addAll(database.write(connection -> new ActivityCheck(seal).findings(connection, account)));
        }
        return findings;
    }
}
