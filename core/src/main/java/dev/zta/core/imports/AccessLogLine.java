package dev.zta.core.imports;

/**
 * One request as a web server logged it. Texts are unescaped; absent ones are empty. Prints nothing of itself.
 *
 * @param client IPv4 or IPv6 address or host name
 * @param epochSecond when the request came
 * @param method empty when the request was malformed
 * @param target what was asked for, as it came; empty when the request was malformed
 * @param status HTTP status
 * @param referrer the {@code Referer} header
 * @param userAgent the {@code User-Agent} header
 */
public record AccessLogLine(
        String client, long epochSecond, String method, String target, int status, String referrer, String userAgent)
        implements ParsedLine {
    /** A longer line is rejected, in characters. */
    public static final int MAX_LENGTH = 1 << 16;

    /**
     * Reads a line.
     *
     * @param line without its line end; a carriage return at its end is ignored
     */
    public static ParsedLine parse(String line, AccessLogFormat format) {
        return new AccessLogParser(line, format).parse();
    }

    @Override
    public String toString() {
        return "AccessLogLine";
    }
}
