package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.zta.core.access.Scope;
import dev.zta.core.account.AccountStore.KeyAddition;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.User;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that succeed or fail together (contract: activity-log, "What an entry is"). */
class TogetherTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final KeyHash HASH = new KeyHash("ab".repeat(32));

    @TempDir
    Path folder;

    private SqlAccountStore store = new SqlAccountStore(Path.of("never opened"), InstantSource.fixed(NOW));

    @BeforeEach
    void open() {
        store = opened();
        store.addUser(new User("user_1", "ada@example.org", Optional.empty(), Optional.empty(), false, NOW));
    }

    private SqlAccountStore opened() {
        SqlAccountStore opened = new SqlAccountStore(folder.resolve("accounts.db"), InstantSource.fixed(NOW));
        opened.start();
        return opened;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void all_writes_are_there_when_the_work_returns() {
        String answer = store.together(() -> {
            addKey();
            store.addUser(lin());
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(store.keyByHash(HASH)).isPresent();
        try (SqlAccountStore other = opened()) {
            assertThat(other.user("user_2")).isPresent();
            assertThat(other.keyByHash(HASH)).isPresent();
        }
    }

    @Test
    void nothing_of_it_happened_when_the_work_throws() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store.together(() -> {
                    addKey();
                    store.addUser(lin());
                    throw new IllegalStateException("no");
                }));
        assertThat(store.keyByHash(HASH)).isEmpty();
        assertThat(store.user("user_2")).isEmpty();
        try (SqlAccountStore other = opened()) {
            assertThat(other.keyByHash(HASH)).isEmpty();
            assertThat(other.user("user_2")).isEmpty();
        }
    }

    @Test
    void memory_hears_of_it_after_the_commit_only() {
        store.together(() -> {
            addKey();
            assertThat(store.keyByHash(HASH)).isEmpty();
            return true;
        });
        assertThat(store.keyByHash(HASH)).isPresent();
    }

    @Test
    void what_is_read_inside_and_undone_is_not_remembered() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store.together(() -> {
                    store.addUser(lin());
                    assertThat(store.user("user_2")).isPresent();
                    throw new IllegalStateException("no");
                }));
        assertThat(store.user("user_2")).isEmpty();
    }

    @Test
    void a_key_whose_revocation_is_undone_still_holds() {
        addKey();
        assertThatIllegalStateException()
                .isThrownBy(() -> store.together(() -> {
                    store.revokeKey("key_1", NOW);
                    throw new IllegalStateException("no");
                }));
        assertThat(store.keyByHash(HASH)).isPresent();
        assertThat(store.key("key_1")).isPresent();
    }

    @Test
    void a_part_that_fails_is_undone_by_itself() {
        store.together(() -> {
            store.addUser(lin());
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.together(() -> {
                        addKey();
                        throw new IllegalStateException("no");
                    }));
            return true;
        });
        assertThat(store.user("user_2")).isPresent();
        assertThat(store.key("key_1")).isEmpty();
        assertThat(store.keyByHash(HASH)).isEmpty();
    }

    private KeyAddition addKey() {
        ApiKey key = new ApiKey(
                "key_1",
                "user_1",
                "k",
                "zta_live_…",
                Scope.READ,
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty());
        return store.addKey(key, HASH, OptionalInt.empty());
    }

    private static User lin() {
        return new User("user_2", "lin@example.org", Optional.empty(), Optional.empty(), false, NOW);
    }
}
