package dev.zta.core.imports;

import java.util.Arrays;
import java.util.Optional;

/** The formats of access logs that are read. */
public enum AccessLogFormat {
    /** Apache's and nginx' {@code combined}: with referrer and user agent. */
    COMBINED("combined"),
    /** Apache's {@code common}: without both. */
    COMMON("common");

    private final String code;

    AccessLogFormat(String code) {
        this.code = code;
    }

    /** The name on the command line. */
    public String code() {
        return code;
    }

    /** The format of a name; nothing for an unknown one. */
    public static Optional<AccessLogFormat> of(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(code))
                .findFirst();
    }
}
