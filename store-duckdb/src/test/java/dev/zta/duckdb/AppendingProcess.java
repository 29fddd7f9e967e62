package dev.zta.duckdb;

import java.nio.file.Path;
import java.util.List;

/** Appends batches until it is killed; prints the position after each. */
final class AppendingProcess {
    static final int PAGEVIEWS_EACH = 50;

    private AppendingProcess() {}

    public static void main(String[] arguments) {
        try (DuckDbEventStore store = new DuckDbEventStore(Beacons.settings(Path.of(arguments[0])))) {
            store.start();
            while (true) {
                store.append(List.of(Beacons.journalRecord(store.position() + 1, PAGEVIEWS_EACH)));
                System.out.println(store.position());
            }
        }
    }
}
