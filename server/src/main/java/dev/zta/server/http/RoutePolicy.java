package dev.zta.server.http;

/**
 * What the frame does around a handler.
 *
 * @param isGuarded whether credential, general rate limit and scope are checked before the handler; without, the caller is
 *     {@code NOBODY} and the handler looks after all three as far as its contract asks for them
 * @param cors what other origins may do
 * @param maxBodyBytes bound of {@link Call#body()}
 * @param failure what is said when the server itself fails
 */
public record RoutePolicy(boolean isGuarded, Cors cors, int maxBodyBytes, String failure) {
    /** Bound of a body (contract: api-keys, "Rules of all endpoints"). */
    public static final int BODY_BYTES = 256 * 1024;

    private static final String FAILURE = "Internal server error";

    /** The API's rule: guarded, open to every origin without credentials. */
    public static final RoutePolicy API = new RoutePolicy(true, Cors.OPEN, BODY_BYTES, FAILURE);

    /** Open to everybody and to every origin, without a rate limit: health. */
    public static final RoutePolicy OPEN = new RoutePolicy(false, Cors.OPEN, BODY_BYTES, FAILURE);

    /** Ingestion: the handler looks after keys, limits and origins itself (contract: track). */
    public static final RoutePolicy TRACK = new RoutePolicy(false, Cors.ECHO_ORIGIN, BODY_BYTES, FAILURE);

    /** Public numbers: nobody needs a credential, and the handler has a limit of its own (contract: public-stats). */
    public static final RoutePolicy PUBLIC_STATS =
            new RoutePolicy(false, Cors.PUBLIC_STATS, BODY_BYTES, "Failed to load stats");

    /** The query interface: guarded, read by every origin (contract: stats-api). */
    public static final RoutePolicy QUERY = new RoutePolicy(true, Cors.READ_ONLY, BODY_BYTES, FAILURE);

    /** Pages and scripts: no other origin reads them unless the answer says so. */
    public static final RoutePolicy PAGE = new RoutePolicy(false, Cors.NONE, BODY_BYTES, FAILURE);

    /** Whether HEAD is answered as GET is: but for the query interface, whose contract knows GET and OPTIONS only. */
    boolean answersHead() {
        return cors != Cors.READ_ONLY;
    }

    /** The same with another rule for other origins. */
    public RoutePolicy with(Cors other) {
        return new RoutePolicy(isGuarded, other, maxBodyBytes, failure);
    }

    /** The same with another text for failures of the server. */
    public RoutePolicy failingWith(String text) {
        return new RoutePolicy(isGuarded, cors, maxBodyBytes, text);
    }
}
