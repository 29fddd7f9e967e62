package dev.zta.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server that runs as a process of its own, so that its processor time and memory can be told from the generator's. */
final class ServerProcess implements AutoCloseable {
    private static final String READY = "Zero Trust Analytics is ready at ";

    private final Process process;
    private final String address;
    private final double startSeconds;

    private ServerProcess(Process process, String address, double startSeconds) {
        this.process = process;
        this.address = address;
        this.startSeconds = startSeconds;
    }

    /** Starts a command and waits for the line that says that it is ready. */
    static ServerProcess start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new ServerProcess(
                        process, line.substring(READY.length()).strip(), (System.nanoTime() - begun) / 1e9);
            }
        }
        throw new IOException("The server ended before it was ready");
    }

    /** {@code http://host:port}. */
    String address() {
        return address;
    }

    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** From the start of the process to the line that says that it is ready. */
    double startSeconds() {
        return startSeconds;
    }

    /** Resident memory now, in MB of a million bytes; Linux only. */
    double residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    /** The most resident memory so far, in MB of a million bytes; Linux only. */
    double peakMegabytes() throws IOException {
        return status("VmHWM:");
    }

    /** Processor seconds used so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private double status(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.substring(field.length())
                                .toLowerCase(Locale.ROOT)
                                .replace("kb", "")
                                .strip())
                        * 1024
                        / 1e6;
            }
        }
        throw new IOException("This system does not tell " + field);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
