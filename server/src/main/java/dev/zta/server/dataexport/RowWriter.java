package dev.zta.server.dataexport;

import dev.zta.server.http.Json;
import dev.zta.server.report.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rows: objects of a JSON list, without its brackets, or lines of CSV below their header. */
final class RowWriter<T> {
    private static final byte[] COMMA = {','};

    private final ExportFormat format;
    private final RowForm<T> form;
    private final Json json;
    private final OutputStream out;
    private long written;

    RowWriter(ExportFormat format, RowForm<T> form, Json json, OutputStream out) throws IOException {
        this.format = format;
        this.form = form;
        this.json = json;
        this.out = out;
        if (format == ExportFormat.CSV) {
            line(form.header());
        }
    }

    /** How many rows so far. */
    long written() {
        return written;
    }

    void writeAll(List<T> rows) throws IOException {
        for (T row : rows) {
            switch (format) {
                case JSON -> object(row);
                case CSV -> line(form.cells().apply(row).stream().map(Csv::cell).collect(Collectors.joining(",")));
            }
            written++;
        }
    }

    private void object(T row) throws IOException {
        if (written > 0) {
            out.write(COMMA);
        }
        out.write(json.write(form.json().apply(row)));
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
