package dev.zta.server.track;

import dev.zta.core.identity.DaySalt;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Salts of a test: one for each site and date, told by their names. */
final class MemorySalts implements SaltVault {
    private final Map<String, DaySalt> salts = new ConcurrentHashMap<>();

    @Override
    public DaySalt saltFor(SiteId site, SiteDay day) {
        return salts.computeIfAbsent(site + " " + day.date(), MemorySalts::salt);
    }

    private static DaySalt salt(String name) {
        byte[] secret = new byte[DaySalt.BYTES];
        secret[0] = (byte) name.hashCode();
        secret[1] = (byte) (name.hashCode() >> 8);
        return new DaySalt(secret);
    }

    @Override
    public DaySalt importSaltFor(SiteId site, SiteDay day) {
        return saltFor(site, day);
    }

    @Override
    public boolean holds(SiteId site, SiteDay day) {
        return true;
    }

    @Override
    public void destroyExpired(Instant now) {}

    @Override
    public void close() {}
}
