package dev.zta.accounts;

import dev.zta.core.account.ApiKey;
import dev.zta.core.account.KeyChanges;
import dev.zta.core.account.KeyHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes of keys, told to memory after the commit. */
final class SqlKeyChanges implements KeyChanges {
    private final Database database;
    private final Supplier<Memory> memory;

    SqlKeyChanges(Database database, Supplier<Memory> memory) {
        this.database = database;
        this.memory = memory;
    }

    @Override
    public boolean rename(String keyId, String name) {
        return database.exclusively(() -> {
            Optional<KeyRows.HashedKey> renamed = database.write(connection -> KeyRows.rename(connection, keyId, name));
            renamed.ifPresent(hashed -> database.afterCommit(() -> memory.get().put(hashed.key(), hashed.hash())));
            return renamed.isPresent();
        });
    }

    @Override
    public Optional<ApiKey> revokedByHash(KeyHash hash) {
        return database.read(connection -> KeyRows.revokedByHash(connection, hash));
    }

    @Override
    public int eraseExpiredBy(Instant end) {
        return database.exclusively(() -> {
            List<String> erased = database.write(connection -> KeyRows.eraseExpiredBy(connection, end));
            database.afterCommit(() -> erased.forEach(memory.get()::removeKey));
            return erased.size();
        });
    }
}
