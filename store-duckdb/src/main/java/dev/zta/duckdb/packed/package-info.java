/** Closed days as columns of small numbers, counted in memory. */
@NullMarked
package dev.zta.duckdb.packed;

import org.jspecify.annotations.NullMarked;
