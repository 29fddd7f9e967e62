/** Closed days as columns: what the contract's tests of the store do not reach. */
@NullMarked
package dev.zta.duckdb.packed;

import org.jspecify.annotations.NullMarked;
