package dev.zta.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.store.QueryLimitException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final Sql ENDLESS =
            Sql.of("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b");

    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void open() {
        engine = new Engine(Beacons.settings(folder));
        engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_report_that_needs_more_memory_than_there_is_is_given_up_and_the_next_one_is_answered() {
        Sql large = Sql.of("SELECT len(list(range)) FROM range(50_000_000)");
        assertThatThrownBy(() ->
                        engine.read(session -> session.first(large, row -> row.getLong(1)), Duration.ofSeconds(60)))
                .isInstanceOf(QueryLimitException.class)
                .hasMessage("The report needs more memory than the event store may take");
        assertThat(count("duckdb_settings()")).isPositive();
    }

    /** Issue "The numbers": a site of two hundred records got 503 beside the closing of a day. */
    @Test
    void a_report_that_ran_out_of_memory_beside_a_change_is_answered_when_the_change_is_over() throws Exception {
        CountDownLatch isChanging = new CountDownLatch(1);
        CountDownLatch isOut = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Boolean> change = threads.submit(() -> engine.write(_ -> {
                isChanging.countDown();
                return await(mayEnd);
            }));
            assertThat(await(isChanging)).isTrue();
            Future<Long> report = threads.submit(() -> engine.read(
                    session -> {
                        if (attempts.incrementAndGet() == 1) {
                            isOut.countDown();
                            throw new SQLException("Out of Memory Error: failed to allocate data of size 16.0 MiB");
                        }
                        assertThat(mayEnd.getCount()).isZero();
                        return 1L;
                    },
                    Duration.ofSeconds(60)));
            assertThat(await(isOut)).isTrue();
            mayEnd.countDown();
            assertThat(change.get()).isTrue();
            assertThat(report.get()).isEqualTo(1);
            assertThat(attempts).hasValue(2);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_report_that_takes_too_long_is_cancelled_and_the_next_one_is_answered() {
        assertThatThrownBy(() ->
                        engine.read(session -> session.first(ENDLESS, row -> row.getString(1)), Duration.ofMillis(200)))
                .isInstanceOf(QueryLimitException.class);
        assertThat(engine.<Integer>read(
                        session -> session.first(Sql.of("SELECT 1"), row -> row.getInt(1))
                                .orElseThrow(),
                        Duration.ofSeconds(20)))
                .isEqualTo(1);
    }

    @Test
    void a_failed_change_leaves_nothing_behind() {
        engine.write(session -> {
            session.execute("CREATE TABLE change (number INTEGER)");
            return true;
        });
        assertThatThrownBy(() -> engine.write(session -> {
                    session.execute("INSERT INTO change VALUES (1)");
                    session.execute("INSERT INTO change VALUES ('not a number')");
                    return true;
                }))
                .isInstanceOf(StoreException.class)
                .hasMessage("The event store failed: conversion error");
        assertThat(count("change")).isZero();
    }

    @Test
    void files_elsewhere_and_further_settings_are_refused() {
        assertThatThrownBy(() -> engine.command("COPY (SELECT 1) TO '/elsewhere.csv'"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("permission error");
        assertThatThrownBy(() -> engine.command("SET enable_external_access = true"))
                .isInstanceOf(StoreException.class);
    }

    private long count(String table) {
        return engine.read(
                session -> session.first(Sql.of("SELECT count(*) FROM " + table), row -> row.getLong(1))
                        .orElseThrow(),
                Duration.ofSeconds(20));
    }
}
