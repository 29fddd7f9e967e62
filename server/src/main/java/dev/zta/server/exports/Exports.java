package dev.zta.server.exports;

import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Export;
import dev.zta.core.account.Export.WholeFile;
import dev.zta.core.account.ExportRecords;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.SiteId;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.folder.PrivateFiles;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.CommonError;
import dev.zta.server.secrets.InstallationSecret;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Builds files that people ask for, one at a time, and keeps them for a day in the data folder (contract: sites, "GET
 * /api/sites/{id}/export"). Whoever knows a link may fetch the file, as long as its user could still ask for it. Thread-safe.
 */
public final class Exports implements AutoCloseable {
    /** For how long a link holds. */
    public static final Duration LIFE = Duration.ofHours(24);

    private static final System.Logger LOG = System.getLogger(Exports.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 100;

    private final ExportRecords records;
    private final Path folder;
    private final ExportTokens tokens;
    private final AccountIds ids;
    private final Supplier<URI> publicAddress;
    private final ActivityRecorder activity;
    private final InstantSource clock;
    private final ThreadPoolExecutor builder;

    /**
     * Exports of a store.
     *
     * @param folder for the files; made when it is needed
     * @param publicAddress what links begin with
     */
    public Exports(
            AccountStore store,
            Path folder,
            InstallationSecret secret,
            AccountIds ids,
            Supplier<URI> publicAddress,
            ActivityRecorder activity,
            InstantSource clock) {
        this.records = store.exportRecords();
        this.folder = folder;
        this.tokens = new ExportTokens(secret);
        this.ids = ids;
        this.publicAddress = publicAddress;
        this.activity = activity;
        this.clock = clock;
        builder = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("exports").factory());
        builder.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins to build a file, and waits a few seconds for it.
     *
     * @return the export as it is then, perhaps without its file
     * @throws ApiException 503 when too many wait
     */
    public Export start(ExportOrder order) {
        return start(order, Optional::empty);
    }

    /**
     * The same, unless there is one to be given in its place.
     *
     * @param instead looks for that one; of two who ask at once the second finds what the first began. What it throws comes out
     *     here, and nothing is begun
     */
    public Export start(ExportOrder order, Supplier<Optional<Export>> instead) {
        Export export = made(order);
        Optional<Export> other = activity.together(() -> {
            Optional<Export> found = instead.get();
            if (found.isEmpty()) {
                note(export, order);
            }
            return found;
        });
        if (other.isPresent()) {
            return other.get();
        }
        await(submitted(export, order));
        return records.find(export.id()).orElseThrow(CommonError.INTERNAL::exception);
    }

    private Export made(ExportOrder order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Export(
                ids.export(),
                order.kind(),
                order.userId(),
                order.site(),
                order.role(),
                order.format(),
                order.fileName(),
                order.contentType(),
                now,
                now.plus(LIFE),
                Optional.empty());
    }

    private void note(Export export, ExportOrder order) {
        Metadata metadata =
                Metadata.of("format", order.format()).with("kind", order.kind()).and(order.metadata());
        records.add(export, tokens.hash(tokens.tokenOf(export.id())));
        order.by().record(ActivityAction.EXPORT_REQUESTED, target(export), metadata);
    }

    private static Target target(Export export) {
        return Target.of("export", export.id(), export.fileName());
    }

    private Future<?> submitted(Export export, ExportOrder order) {
        try {
            return builder.submit(() -> build(export, order));
        } catch (RejectedExecutionException _) {
            records.remove(export.id());
            throw CommonError.UNAVAILABLE.exception();
        }
    }

    private static void await(Future<?> built) {
        try {
            built.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // It goes on; the caller asks again.
        } catch (ExecutionException e) {
            throw new IllegalStateException("An export was not built", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an export", e);
        }
    }

    private void build(Export export, ExportOrder order) {
        try {
            WholeFile whole = write(file(export), order);
            if (!activity.together(() -> completed(export, order, whole))) {
                remove(export);
            }
        } catch (RuntimeException | IOException e) {
            LOG.log(Level.WARNING, "An export was not built", e);
            remove(export);
            throw new IllegalStateException(e);
        }
    }

    /** Not so when its account or site was deleted while it was built: nobody would remove the file then. */
    private boolean completed(Export export, ExportOrder order, WholeFile whole) {
        boolean isStillWanted = records.complete(export.id(), whole);
        if (isStillWanted) {
            order.by()
                    .at(clock.instant())
                    .record(
                            ActivityAction.EXPORT_COMPLETED,
                            target(export),
                            Metadata.NONE.with("bytes", whole.bytes()).with("rows", whole.rows()));
        }
        return isStillWanted;
    }

    private WholeFile write(Path file, ExportOrder order) throws IOException {
        PrivateFiles.createFolder(folder);
        PrivateFiles.write(file, new byte[0]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            long rows = order.content().writeTo(out);
            out.flush();
            return new WholeFile(Files.size(file), rows);
        }
    }

    /** Where an export's file is, once it is whole. */
    Path file(Export export) {
        return folder.resolve(export.id());
    }

    /** Somebody's export, unless its link has ended. */
    public Optional<Export> find(String exportId, String userId) {
        return records.find(exportId)
                .filter(export -> export.userId().equals(userId))
                .filter(export -> !export.isExpiredAt(clock.instant()));
    }

    /** An export of this kind about a site, whoever asked for it, unless its link has ended. */
    public Optional<Export> find(String exportId, String kind, SiteId site) {
        return records.find(exportId)
                .filter(export -> export.kind().equals(kind) && export.site().equals(Optional.of(site)))
                .filter(export -> !export.isExpiredAt(clock.instant()));
    }

    /** The newest export of this kind about a site that was asked for less than so long ago, whole or being built. */
    public Optional<Export> newest(String kind, SiteId site, Duration age) {
        Instant since = clock.instant().minus(age);
        return records.newest(kind, site, since)
                .filter(export -> export.createdAt().isAfter(since));
    }

    /** The export behind a token, whole and in time; whether its user may still have it is not looked at. */
    Optional<Export> byToken(String token) {
        return records.byToken(tokens.hash(token))
                .filter(export -> export.file().isPresent() && !export.isExpiredAt(clock.instant()));
    }

    /** The link to an export's file. */
    public String link(Export export) {
        return publicAddress.get() + "/api/exports/" + tokens.tokenOf(export.id());
    }

    /** Removes what a former run of the server left unfinished. */
    public void start() {
        records.unfinished().forEach(this::remove);
    }

    /** Removes the files whose links have ended. */
    public void removeExpired() {
        records.expiredBy(clock.instant()).forEach(this::remove);
    }

    private void remove(Export export) {
        try {
            Files.deleteIfExists(file(export));
            records.remove(export.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        builder.shutdownNow();
    }
}
