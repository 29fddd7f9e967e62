package dev.zta.server.identity;

import java.util.Arrays;

/** What a salt is for. */
enum SaltKind {
    /** For beacons of the day that is now; ends with the day. */
    LIVE("live"),
    /** For a day of imported history; ends a day after it was made. */
    IMPORT("import");

    private final String code;

    SaltKind(String code) {
        this.code = code;
    }

    /** The name in files. */
    String code() {
        return code;
    }

    static SaltKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kind of salt: " + code));
    }
}
