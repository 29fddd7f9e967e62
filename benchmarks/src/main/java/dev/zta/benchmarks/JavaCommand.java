package dev.zta.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that runs a main class of this module as the launcher runs the server: with its memory bounds, native libraries
 * and start-up cache, which the launcher tells in {@code zta.server.flags}, one a line.
 */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperty("zta.server.flags", "").lines().forEach(command::add);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        return command;
    }

    /**
     * Runs a main class to its end; what it prints is printed.
     *
     * @throws IOException when it fails
     */
    static void run(Class<?> main, String... arguments) throws IOException {
        List<String> command = of(main);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(main.getSimpleName() + " failed");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The server's jar comes first, as it does where the cache was made: a cache fits a longer class path, no other one. */
    private static String classPath() {
        String own = System.getProperty("java.class.path");
        String server = System.getProperty("zta.server.jar", "");
        return server.isEmpty() ? own : server + File.pathSeparator + own.split(File.pathSeparator, 2)[0];
    }
}
