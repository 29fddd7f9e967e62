package dev.zta.server;

import dev.zta.accounts.SqlAccountStore;
import dev.zta.core.account.AccountStore;
import dev.zta.core.event.Place;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.journal.Journal;
import dev.zta.core.store.EventStore;
import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.duckdb.DuckDbSettings;
import dev.zta.journal.JournalLimits;
import dev.zta.journal.SqliteJournal;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.folder.FileUnreadableException;
import dev.zta.server.geo.PlaceDatabase;
import dev.zta.server.geo.Places;
import dev.zta.server.identity.FileSaltVault;
import dev.zta.server.identity.SaltFolder;
import dev.zta.server.imports.BundledRules;
import dev.zta.server.imports.LogImport;
import dev.zta.server.settings.GeoDatabase;
import dev.zta.server.settings.Settings;
import dev.zta.server.writer.PurgeNews;
import dev.zta.server.writer.StoreWriter;
import dev.zta.server.writer.Upkeep;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What keeps data, over one data folder: the folder itself, accounts, events, journal, salts, and the writer between journal
 * and events. The server stands on it, and so do commands that work without one.
 */
public final class Stores implements AutoCloseable {
    private static final String ACCOUNTS_WAY_OUT = "put a backup of it in its place";
    private static final String EVENTS_WAY_OUT = "move its .wal file away, and what that held since the last checkpoint"
            + " comes back from the journal (imports of that time must be run again); if that does not help, put a backup in"
            + " its place, which the journal brings up to date for the last hour";
    private static final String JOURNAL_WAY_OUT =
            "see that the disk can be read and written; if it can, move the folder away"
                    + " and start again, which loses only what the event store does not have yet";
    private static final int MOST_THREADS = 4;

    private final DataFolder folder;
    private final SqlAccountStore accounts;
    private final DuckDbEventStore events;
    private final SqliteJournal journal;
    private final FileSaltVault salts;
    private final StoreWriter writer;
    private final Optional<PlaceDatabase> placeDatabase;
    private final Places places;
    private final LogImport imports;
    private final PurgeNews purges;
    private final Started started = new Started();

    public Stores(Settings settings, InstantSource clock, SecureRandom random) {
        folder = new DataFolder(settings.data());
        accounts = new SqlAccountStore(folder.accounts(), clock);
        events = new DuckDbEventStore(new DuckDbSettings(
                folder.events(),
                settings.memoryBytes() / 2,
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
                folder.temporary()));
        journal = new SqliteJournal(folder.journal(), clock, events::position, JournalLimits.DEFAULT);
        salts = new FileSaltVault(
                folder.saltLog(), SaltFolder.choose(settings.saltFolder(), folder.path()), clock, random);
        placeDatabase = placeDatabase(settings.geoDatabase());
        places = new Places(
                address -> placeDatabase.map(file -> file.apply(address)).orElse(Place.UNKNOWN));
        purges = new PurgeNews(accounts.siteChanges().plannedPurges());
        writer = new StoreWriter(
                journal,
                events,
                new Upkeep(journal, events, salts, accounts::sites, accounts.siteChanges(), purges, clock));
        imports = new LogImport(events, writer, new BundledRules(salts, places::of, clock), clock);
    }

    private static Optional<PlaceDatabase> placeDatabase(GeoDatabase setting) {
        return switch (setting) {
            case GeoDatabase.Bundled _ -> Optional.of(PlaceDatabase.bundled());
            case GeoDatabase.OwnFile file -> Optional.of(PlaceDatabase.of(file.path()));
            case GeoDatabase.None _ -> Optional.empty();
        };
    }

    /**
     * Takes hold of the folder and opens everything in it; whatever was opened is closed again when one of them can't be.
     *
     * @throws dev.zta.server.folder.FolderHeldException when another process has it
     * @throws dev.zta.server.folder.FolderUnusableException when it can't be made or written
     * @throws FileUnreadableException when something in it can't be opened
     */
    public void start() {
        started.add(folder::start, folder);
        started.addBoth(
                () -> open(folder.events(), EVENTS_WAY_OUT, events::start),
                events,
                () -> open(folder.accounts(), ACCOUNTS_WAY_OUT, accounts::start),
                accounts);
        started.add(() -> open(folder.journal(), JOURNAL_WAY_OUT, journal::start), journal);
        started.add(salts::start, salts);
        started.add(writer::start, writer);
        placeDatabase.ifPresent(file -> started.add(file::start, file));
    }

    private static void open(Path file, String wayOut, Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            throw new FileUnreadableException(file, wayOut, e);
        }
    }

    public DataFolder folder() {
        return folder;
    }

    public AccountStore accounts() {
        return accounts;
    }

    public EventStore events() {
        return events;
    }

    public Journal journal() {
        return journal;
    }

    public SaltVault salts() {
        return salts;
    }

    public StoreWriter writer() {
        return writer;
    }

    /** Countries and regions of addresses; unknown until the file is open, soon after the start. */
    public Places places() {
        return places;
    }

    /** What retention removes. */
    public PurgeNews purges() {
        return purges;
    }

    /** Brings access logs into the event store. */
    public LogImport imports() {
        return imports;
    }

    /** Brings the event store up to date, then closes everything. */
    @Override
    public void close() {
        started.close();
    }
}
