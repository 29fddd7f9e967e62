package dev.zta.server.track;

import dev.zta.server.http.ApiException;

/** The refusals of a call as a whole, word for word (contract: track, table of errors). */
enum TrackError {
    SITE_REQUIRED(400, "Site ID required"),
    UNKNOWN_SITE(404, "Invalid site ID"),
    ORIGIN_NOT_ALLOWED(403, "Origin not allowed"),
    TOO_MANY_EVENTS(400, "Too many events in batch. Maximum is 100."),
    RATE_LIMITED(429, "Rate limit exceeded. Try again in 60 seconds.");

    private final int status;
    private final String text;

    TrackError(int status, String text) {
        this.status = status;
        this.text = text;
    }

    ApiException exception() {
        return new ApiException(status, text);
    }
}
