package dev.zta.server.identity;

import dev.zta.core.identity.DaySalt;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.journal.JournalUnavailableException;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Salts in memory and in one private file, with a log of their making and destruction. Thread-safe; a salt that exists is
 * found without a lock, since every beacon asks.
 */
public final class FileSaltVault implements SaltVault {
    /**
     * How long a salt outlives its day: as long as a request that arrived before midnight may still be under way, which
     * would otherwise bring the day's salt back.
     */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(FileSaltVault.class.getName());

    private final SaltLog log;
    private final Optional<SaltFile> file;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ConcurrentHashMap<SaltName, HeldSalt> held = new ConcurrentHashMap<>();
    private final Deque<SaltName> unlogged = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isFileStale;

    /**
     * Does nothing yet; {@link #start} does.
     *
     * @param log the salt log in the data folder
     * @param folder where salts survive a restart (see {@link SaltFolder}); empty: in memory only
     */
    public FileSaltVault(Path log, Optional<Path> folder, InstantSource clock, SecureRandom random) {
        this.log = new SaltLog(log);
        this.file = folder.map(SaltFile::new);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes up the salts that survived, and logs those that did not.
     *
     * @throws IOException when the log or the folder for salts can't be used
     */
    public void start() throws IOException {
        lock.lock();
        try {
            Set<SaltName> logged = log.open();
            if (file.isPresent()) {
                file.get().open();
                for (HeldSalt salt : file.get().read()) {
                    takeUp(salt, logged);
                }
            }
            for (SaltName name : logged) {
                if (!held.containsKey(name)) {
                    log.add(SaltLogLine.Change.LOST, name, clock.instant());
                }
            }
        } finally {
            lock.unlock();
        }
        destroyExpired(clock.instant());
    }

    /** A salt that the log does not know belongs to another copy of this folder. */
    private void takeUp(HeldSalt salt, Set<SaltName> logged) {
        if (logged.contains(salt.name())) {
            held.put(salt.name(), salt);
        } else {
            salt.wipe();
        }
    }

    @Override
    public DaySalt saltFor(SiteId site, SiteDay day) {
        SaltName name = new SaltName(site, day.date(), SaltKind.LIVE);
        HeldSalt known = held.get(name);
        return known == null ? create(name, day.endsAt().plus(GRACE)) : known.salt();
    }

    @Override
    public DaySalt importSaltFor(SiteId site, SiteDay day) {
        SaltName name = new SaltName(site, day.date(), SaltKind.IMPORT);
        HeldSalt known = held.get(name);
        return known == null ? create(name, clock.instant().plus(Duration.ofHours(IMPORT_SALT_HOURS))) : known.salt();
    }

    private DaySalt create(SaltName name, Instant expiresAt) {
        lock.lock();
        try {
            HeldSalt known = held.get(name);
            if (known != null) {
                return known.salt();
            }
            logDestroyed();
            log.add(SaltLogLine.Change.CREATED, name, clock.instant());
            byte[] secret = new byte[DaySalt.BYTES];
            random.nextBytes(secret);
            HeldSalt made = new HeldSalt(name, expiresAt, secret);
            keep(made);
            return made.salt();
        } catch (IOException e) {
            throw new JournalUnavailableException("The making of a salt can't be logged: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** A salt that can't be put into the file does not survive a restart; that is no reason to refuse beacons. */
    private void keep(HeldSalt salt) {
        held.put(salt.name(), salt);
        if (file.isPresent()) {
            try {
                file.get().add(salt);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "A salt is in memory only: {0}", e.getMessage());
            }
        }
    }

    @Override
    public boolean holds(SiteId site, SiteDay day) {
        return held.containsKey(new SaltName(site, day.date(), SaltKind.LIVE))
                || held.containsKey(new SaltName(site, day.date(), SaltKind.IMPORT));
    }

    @Override
    public void destroyExpired(Instant now) {
        lock.lock();
        try {
            held.values().stream().filter(salt -> salt.isExpired(now)).toList().forEach(this::forget);
            rewriteFile();
            logDestroyed();
        } catch (IOException e) {
            // They are gone already; the log is brought up to date at the next call.
            LOG.log(System.Logger.Level.WARNING, "The destruction of salts is not yet logged: {0}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void forget(HeldSalt salt) {
        held.remove(salt.name());
        salt.wipe();
        unlogged.add(salt.name());
        isFileStale = file.isPresent();
    }

    private void rewriteFile() throws IOException {
        if (isFileStale && file.isPresent()) {
            file.get().replace(held.values());
            isFileStale = false;
        }
    }

    private void logDestroyed() throws IOException {
        while (!unlogged.isEmpty()) {
            log.add(SaltLogLine.Change.DESTROYED, unlogged.getFirst(), clock.instant());
            unlogged.removeFirst();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            log.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The salt log could not be closed: {0}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
