package dev.zta.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.store.QueryLimitException;
import java.nio.file.Path;
import java.time.Duration;
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
