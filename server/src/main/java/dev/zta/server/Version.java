package dev.zta.server;

import java.util.Optional;

/** Which version of the program this is. */
public final class Version {
    private Version() {}

    /** As the jar says; {@code development} where it runs from class files. */
    public static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
