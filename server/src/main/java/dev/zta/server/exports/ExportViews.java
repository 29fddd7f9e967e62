package dev.zta.server.exports;

import dev.zta.core.account.Export;
import dev.zta.core.account.Export.WholeFile;
import dev.zta.server.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How exports are answered: 200 when the file is ready, 202 while it is built (contract: sites, "GET /api/sites/{id}/export"). */
public final class ExportViews {
    private static final int ACCEPTED = 202;

    private ExportViews() {}

    /**
     * The answer about an export.
     *
     * @param rowsAs the field that says how many rows it has; empty: none does
     */
    public static Answer answer(Export export, Exports exports, Optional<String> rowsAs) {
        Optional<WholeFile> file = export.file();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("exportId", export.id());
        view.put("status", file.isPresent() ? "completed" : "processing");
        view.put("downloadUrl", file.map(_ -> exports.link(export)));
        view.put("expiresAt", export.expiresAt());
        view.put("sizeBytes", file.map(WholeFile::bytes));
        view.put("format", export.format());
        rowsAs.ifPresent(name -> view.put(name, file.map(WholeFile::rows)));
        return new Answer(file.isPresent() ? 200 : ACCEPTED, Map.of(), view);
    }
}
