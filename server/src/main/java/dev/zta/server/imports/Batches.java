package dev.zta.server.imports;

import dev.zta.core.event.Event;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.ImportedContent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands batches to the store one after the other, each while the next one is read. Not thread-safe. */
final class Batches implements AutoCloseable {
    private final EventStore store;
    private final StoreThread writer;
    private final SiteId site;
    private final Optional<ImportedContent> mark;
    private final ExecutorService waiting =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("import").factory());
    private Optional<ImportedContent> before;
    private boolean isMarked;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    /**
     * Batches of one content.
     *
     * @param known how far it was read in an earlier import
     * @param mark what tells long content by its head, still to be written (see {@link Recognition})
     */
    Batches(
            EventStore store,
            StoreThread writer,
            SiteId site,
            Optional<ImportedContent> known,
            Optional<ImportedContent> mark) {
        this.store = store;
        this.writer = writer;
        this.site = site;
        this.before = known;
        this.mark = mark;
    }

    /** Waits until the batch before is durable, and sends this one on its way. */
    void add(List<Event> events, ImportedContent after) {
        awaitUnderWay();
        Optional<ImportedContent> replaced = before;
        before = Optional.of(after);
        boolean needsMark = !isMarked && after.bytes() > LogLines.LOOK_AHEAD_BYTES;
        isMarked |= needsMark;
        underWay =
                CompletableFuture.runAsync(() -> writer.call(() -> write(events, replaced, after, needsMark)), waiting);
    }

    private boolean write(
            List<Event> events, Optional<ImportedContent> replaced, ImportedContent after, boolean needsMark) {
        if (needsMark) {
            mark.ifPresent(head -> store.appendImport(site, Optional.empty(), head, List.of()));
        }
        store.appendImport(site, replaced, after, events);
        return true;
    }

    private void awaitUnderWay() {
        try {
            underWay.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits for the last batch. */
    @Override
    public void close() {
        try (waiting) {
            awaitUnderWay();
        }
    }
}
