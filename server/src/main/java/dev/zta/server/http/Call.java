package dev.zta.server.http;

import dev.zta.core.access.Principal;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request as a handler sees it: already within bounds, its caller known. */
public interface Call {
    /** When it was received, by the server's clock. */
    Instant receivedAt();

    Principal principal();

    /** Whether only the head of the answer is wanted, which is made like that of a {@code GET}. */
    boolean isHead();

    /** A query parameter, decoded; the first one where it stands twice. An empty value counts as absent. */
    Optional<String> query(String name);

    /** The names of the query parameters that are not absent. */
    Set<String> queryNames();

    /** A part of the path that the route names in braces. */
    String path(String name);

    /** A header; the first one where it stands twice. */
    Optional<String> header(String name);

    /**
     * The {@code Authorization} header. Of several all are given, joined by commas (RFC 9110, 5.3), which makes no good
     * credential of any.
     */
    Optional<String> authorization();

    /** The body as it came, at most 256 KiB; empty without one. */
    byte[] body();

    /**
     * The body as a stream of any length, for routes that take files. Each part of it must arrive within the time that a whole
     * body has.
     */
    InputStream bodyStream();

    /**
     * The body as a JSON object: maps, lists, texts, numbers, booleans; a field that is null is absent, a null in a list is
     * {@link Json#NULL}.
     *
     * @throws ApiException 400 {@code Invalid JSON}
     */
    Map<String, Object> json();

    /** Address of the client after the trusted-proxy rules; in memory only, never written anywhere. */
    String clientAddress();

    /** Whether the peer is a trusted proxy, whose headers on the client (country, region) count. */
    boolean isFromTrustedProxy();
}
