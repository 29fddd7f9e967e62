@NullMarked
package dev.zta.duckdb;

import org.jspecify.annotations.NullMarked;
