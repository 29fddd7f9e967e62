package dev.zta.server.http;

/** The refusals that any endpoint can give, word for word (contract: api-keys, "Rules of all endpoints"; track). */
public enum CommonError {
    BAD_REQUEST(400, "Bad request"),
    INVALID_JSON(400, "Invalid JSON"),
    VALIDATION_FAILED(400, "Validation failed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    PAYLOAD_TOO_LARGE(413, "Payload too large"),
    URI_TOO_LONG(414, "URI too long"),
    UNSUPPORTED_ENCODING(415, "Unsupported content encoding"),
    INTERNAL(500, "Internal server error"),
    NOT_IMPLEMENTED(501, "Not implemented"),
    UNAVAILABLE(503, "Service temporarily unavailable"),
    HTTP_VERSION(505, "HTTP version not supported");

    private final int status;
    private final String text;

    CommonError(int status, String text) {
        this.status = status;
        this.text = text;
    }

    public int status() {
        return status;
    }

    /** The text of the {@code error} field. */
    public String text() {
        return text;
    }

    /** The refusal as an exception to throw. */
    public ApiException exception() {
        ApiException exception = new ApiException(status, text);
        return this == UNAVAILABLE ? exception.with("Retry-After", "5") : exception;
    }
}
