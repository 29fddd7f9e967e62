package dev.zta.server.dataexport;

import java.util.List;
import java.util.function.Function;

/**
 * How rows of one type are written.
 *
 * @param header the line of column names in CSV, without its end
 * @param json what becomes a row's JSON object
 * @param cells a row's cells in CSV, not quoted yet
 */
record RowForm<T>(String header, Function<T, Object> json, Function<T, List<String>> cells) {}
