package dev.zta.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** The command that runs a main class of this class path under the memory bounds that the launcher gives the server. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms16m",
                "-Xmx128m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:ReservedCodeCacheSize=64m",
                "-Xss512k",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }
}
