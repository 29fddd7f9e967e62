/** The event store on DuckDB, embedded: one file, one writer, a few readers. */
@NullMarked
package dev.zta.duckdb;

import org.jspecify.annotations.NullMarked;
