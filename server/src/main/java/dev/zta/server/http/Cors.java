package dev.zta.server.http;

/** What pages of other origins may do with a route. Never with credentials. An answer's own headers win over these. */
public enum Cors {
    /** Every origin, every method (contract: auth, "Tokens"). */
    OPEN,
    /** The preflight names the origin that asks; what a call may be read by is the handler's answer (contract: track). */
    ECHO_ORIGIN,
    /** Every origin, reading only, with the rate-limit headers readable; stored by nobody but the caller (contract: stats-api). */
    READ_ONLY,
    /** Every origin, reading only, with the password of a share link (contract: public-stats). */
    PUBLIC_STATS,
    /** No header at all: same origin. */
    NONE
}
