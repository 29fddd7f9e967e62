package dev.zta.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Appends batches until it is killed; prints the position after each. */
final class AppendingProcess {
    static final int PAGEVIEWS_EACH = 50;

    private AppendingProcess() {}

    public static void main(String[] arguments) {
        endWithParent();
        try (DuckDbEventStore store = new DuckDbEventStore(Beacons.settings(Path.of(arguments[0])))) {
            store.start();
            while (true) {
                store.append(List.of(Beacons.journalRecord(store.position() + 1, PAGEVIEWS_EACH)));
                System.out.println(store.position());
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
}
