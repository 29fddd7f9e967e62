package dev.zta.duckdb;

import java.sql.SQLException;

/** What is done with a session of the engine, within one transaction. */
@FunctionalInterface
interface Work<T> {
    T run(Session session) throws SQLException;
}
