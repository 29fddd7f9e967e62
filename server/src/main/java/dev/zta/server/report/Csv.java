package dev.zta.server.report;

import java.util.regex.Pattern;

/** Cells of comma-separated values that no spreadsheet takes for a formula (contract: stats, "GET /api/export"; RFC 4180). */
public final class Csv {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Csv() {}

    /** A cell of a report, where a negative number stays one. */
    public static String cell(String text) {
        return PLAIN_NUMBER.matcher(text).matches() ? text : guardedCell(text);
    }

    /** A cell with an apostrophe before whatever begins like a formula, numbers included (contract: sites; activity-log). */
    public static String guardedCell(String text) {
        String safe = startsFormula(text) ? "'" + text : text;
        return needsQuotes(safe) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean startsFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }

    private static boolean needsQuotes(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    }
}
