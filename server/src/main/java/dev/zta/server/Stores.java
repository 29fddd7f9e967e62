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
import dev.zta.server.geo.PlaceDatabase;
import dev.zta.server.geo.Places;
import dev.zta.server.identity.FileSaltVault;
import dev.zta.server.identity.SaltFolder;
import dev.zta.server.imports.BundledRules;
import dev.zta.server.imports.LogImport;
import dev.zta.server.settings.GeoDatabase;
import dev.zta.server.settings.Settings;
import dev.zta.server.writer.StoreWriter;
import dev.zta.server.writer.Upkeep;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What keeps data, over one data folder: the folder itself, accounts, events, journal, salts, and the writer between journal
 * and events. The server stands on it, and so do commands that work without one.
 */
public final class Stores implements AutoCloseable {
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
        places = new Places(address -> placeDatabase.map(file -> file.apply(address)).orElse(Place.UNKNOWN));
        writer = new StoreWriter(journal, events, new Upkeep(journal, events, salts, accounts::sites, clock));
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
     */
    public void start() {
        started.add(folder::start, folder);
        started.add(accounts::start, accounts);
        started.add(events::start, events);
        started.add(journal::start, journal);
        started.add(salts::start, salts);
        started.add(writer::start, writer);
        placeDatabase.ifPresent(file -> started.add(file::start, file));
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
