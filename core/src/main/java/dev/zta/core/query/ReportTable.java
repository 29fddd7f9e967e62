package dev.zta.core.query;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param rows in the query's order; without a dimension exactly one, with an empty key. By time, only days and hours with
 *     data: filling with zeros is the reader's part
 * @param totalRows how many rows there are without limit and offset
 */
public record ReportTable(List<Row> rows, long totalRows) {
    public ReportTable {
        rows = List.copyOf(rows);
    }

    /**
     * One value of the dimension.
     *
     * @param key the parts of the value, see {@link Dimension}
     */
    public record Row(List<String> key, Measures measures) {
        public Row {
            key = List.copyOf(key);
        }
    }
}
