package dev.zta.server.audit;

import dev.zta.server.http.ApiException;

/** What is said of wrong parameters (contract: activity-log, "GET /api/activity-log" and its export). */
enum ActivityError {
    PERIOD("Invalid time period"),
    TYPE("Invalid activity type"),
    ACTION("Invalid activity action"),
    LIMIT("Limit must be between 1 and 100"),
    OFFSET("Offset must be 0 or greater"),
    FORMAT("Invalid format. Must be: csv");

    private static final int BAD_REQUEST = 400;

    private final String text;

    ActivityError(String text) {
        this.text = text;
    }

    ApiException exception() {
        return new ApiException(BAD_REQUEST, text);
    }
}
