package dev.zta.duckdb;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Changes of the store: each in one transaction and under a version of its own, which readers see once it is committed. Used by
 * one thread at a time.
 */
final class Changes {
    /** Does something to the records of some sites and returns their numbers. */
    @FunctionalInterface
    interface Change {
        Collection<Integer> apply(Session session, long version) throws SQLException;
    }

    private final Engine engine;
    private final Sites sites;
    private final Units units;
    private final AtomicLong version = new AtomicLong();

    Changes(Engine engine, Sites sites, Units units) {
        this.engine = engine;
        this.sites = sites;
        this.units = units;
    }

    /** Goes on after the version that is stored. */
    void load(Session session) throws SQLException {
        session.query(Sql.of("SELECT version FROM meta"), row -> row.getLong(1)).forEach(version::set);
    }

    void apply(Change change) {
        long next = version.get() + 1;
        boolean isDone = false;
        try {
            Collection<Integer> changed = engine.write(session -> {
                Collection<Integer> touched = change.apply(session, next);
                session.execute("UPDATE meta SET version = " + next);
                sites.touch(session, touched, next);
                return touched;
            });
            sites.publish(changed, next);
            version.set(next);
            isDone = true;
        } finally {
            if (!isDone) {
                forgetUncommitted();
            }
        }
    }

    private void forgetUncommitted() {
        engine.write(session -> {
            units.forget();
            sites.load(session);
            return true;
        });
    }
}
