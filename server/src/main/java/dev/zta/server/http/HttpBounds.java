package dev.zta.server.http;

import java.time.Duration;

/**
 * What a connection may take of the server.
 *
 * @param head time in which a whole request head must have come, from its first byte on (of a new connection: from its start)
 * @param body time in which a whole body must have come
 * @param idle how long a connection may lie between two requests, and how long a client may take to read an answer
 * @param connections how many may be open at a time; further ones wait in the listener's backlog
 * @param drain how long and
 * @param drainBytes how much of a refused request is still read, so that the client sees the answer and not a reset
 * @param stop how long requests in progress may take to end when the server stops
 */
public record HttpBounds(
        Duration head, Duration body, Duration idle, int connections, Duration drain, int drainBytes, Duration stop) {
    public static final HttpBounds DEFAULT = new HttpBounds(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            4096,
            Duration.ofSeconds(2),
            1024 * 1024,
            Duration.ofSeconds(5));
}
