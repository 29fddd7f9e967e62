package dev.zta.duckdb;

import dev.zta.core.event.Detail;

/** Numbers of the kinds of records in the store; never changed once released. */
enum RecordKind {
    PAGEVIEW(0),
    EVENT(1),
    ENGAGEMENT(2),
    HEARTBEAT(3);

    private final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static RecordKind of(Detail detail) {
        return switch (detail) {
            case Detail.Pageview _ -> PAGEVIEW;
            case Detail.CustomEvent _ -> EVENT;
            case Detail.Engagement _ -> ENGAGEMENT;
            case Detail.Heartbeat _ -> HEARTBEAT;
        };
    }
}
