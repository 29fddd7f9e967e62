package dev.zta.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A process of its own that appends under load until it is killed, and prints each number once it is acknowledged. */
final class AppendingProcess {
    private static final int CALLERS = 64;

    private AppendingProcess() {}

    /** Arguments: the journal's folder, the first number. */
    public static void main(String[] arguments) {
        endWithParent();
        SqliteJournal journal =
                new SqliteJournal(Path.of(arguments[0]), InstantSource.system(), () -> 0, JournalFolder.SMALL_SEGMENTS);
        journal.start();
        AtomicLong next = new AtomicLong(Long.parseLong(arguments[1]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                threads.execute(() -> appendForEver(journal, next, out));
            }
        }
    }

    /** Ends this process when the one that started it is gone, however that ended: its end of the pipe closes then. */
    private static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is ever sent.
                }
            } catch (IOException _) {
                // As good as closed.
            }
            Runtime.getRuntime().halt(1);
        });
    }

    private static void appendForEver(SqliteJournal journal, AtomicLong next, PrintStream out) {
        while (true) {
            long number = next.getAndIncrement();
            journal.append(RandomEntries.numbered(number));
            out.println(number);
        }
    }

    /** Starts one, kills it in the midst of its work, and returns what it acknowledged. */
    static List<Long> runAndKill(Path journal, long firstNumber, int acknowledgedBefore) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        journal.toString(),
                        String.valueOf(firstNumber))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> acknowledged = new ArrayList<>();
        try (var lines = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = lines.readLine();
            while (line != null) {
                acknowledged.add(Long.parseLong(line));
                if (acknowledged.size() == acknowledgedBefore) {
                    // Not Process.destroyForcibly, which would also throw away what it printed last.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        return acknowledged;
    }
}
