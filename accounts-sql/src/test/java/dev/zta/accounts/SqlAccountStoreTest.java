package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.access.Scope;
import dev.zta.core.account.AccountStore.KeyAddition;
import dev.zta.core.account.AccountStore.SiteAddition;
import dev.zta.core.account.AccountStore.UserAddition;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Membership;
import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.User;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Two stores on one file stand for two processes: each has its own connection and its own memory. */
@Isolated("something must be seen within a second")
class SqlAccountStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final KeyHash HASH = new KeyHash("ab".repeat(32));

    @TempDir
    Path folder;

    private SqlAccountStore store = closed();
    private SqlAccountStore other = closed();

    private SqlAccountStore closed() {
        return new SqlAccountStore(Path.of("never opened"), InstantSource.fixed(NOW));
    }

    @BeforeEach
    void open() {
        store = opened();
        other = opened();
    }

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    private SqlAccountStore opened() {
        SqlAccountStore opened = new SqlAccountStore(folder.resolve("accounts.db"), InstantSource.fixed(NOW));
        opened.start();
        return opened;
    }

    @Test
    void everything_is_there_after_a_restart() {
        User ada = user("user_1", "ada@example.org");
        Site site = site("site_00000001", "user_1", "example.org");
        store.addUser(ada);
        store.addUser(user("user_2", "lin@example.org"));
        store.addSite(site, OptionalInt.empty());
        store.putMember(new Membership(site.id(), "user_2", Role.MEMBER, NOW));
        store.addKey(key("key_1", "user_1", Optional.of(NOW.plusSeconds(60))), HASH, OptionalInt.empty());
        store.addSession(session("sess_1", "user_1"));
        store.close();
        store = opened();

        assertThat(store.userByEmail("ada@example.org")).contains(ada);
        assertThat(store.user("user_1")).contains(ada);
        assertThat(store.users()).extracting(User::id).containsExactly("user_1", "user_2");
        assertThat(store.find(site.id())).contains(site);
        assertThat(store.sitesOf("user_1")).containsExactly(site);
        assertThat(store.sitesOf("user_2")).containsExactly(site);
        assertThat(store.sites()).containsExactly(site);
        assertThat(store.memberRole(site.id(), "user_2")).contains(Role.MEMBER);
        assertThat(store.membersOf(site.id())).hasSize(1);
        assertThat(store.keyByHash(HASH)).contains(key("key_1", "user_1", Optional.of(NOW.plusSeconds(60))));
        assertThat(store.liveSession("sess_1")).contains(session("sess_1", "user_1"));
    }

    @Test
    void an_address_has_one_account() {
        store.addUser(user("user_1", "ada@example.org"));
        assertThat(other.addUser(user("user_2", "ada@example.org"))).isEqualTo(UserAddition.EMAIL_TAKEN);
    }

    @Test
    void of_two_who_would_be_the_first_account_at_once_one_is() throws Exception {
        List<UserAddition> results = together(List.of(
                () -> store.addFirstUser(user("user_1", "ada@example.org")),
                () -> other.addFirstUser(user("user_2", "lin@example.org"))));
        assertThat(results).containsExactlyInAnyOrder(UserAddition.ADDED, UserAddition.NOT_THE_FIRST);
    }

    @Test
    void racing_creations_never_pass_the_limit_of_sites() throws Exception {
        store.addUser(user("user_1", "ada@example.org"));
        List<Callable<SiteAddition>> attempts = IntStream.range(0, 12)
                .<Callable<SiteAddition>>mapToObj(i -> () -> (i % 2 == 0 ? store : other)
                        .addSite(site("site_0000000" + i, "user_1", "s" + i + ".example.org"), OptionalInt.of(3)))
                .toList();
        assertThat(together(attempts)).filteredOn(SiteAddition.ADDED::equals).hasSize(3);
        assertThat(store.sitesOf("user_1")).hasSize(3);
    }

    @Test
    void racing_creations_never_pass_the_limit_of_keys() throws Exception {
        store.addUser(user("user_1", "ada@example.org"));
        List<Callable<KeyAddition>> attempts = IntStream.range(10, 22)
                .<Callable<KeyAddition>>mapToObj(i -> () -> (i % 2 == 0 ? store : other)
                        .addKey(
                                key("key_" + i, "user_1", Optional.empty()),
                                new KeyHash(String.valueOf(i).repeat(32)),
                                OptionalInt.of(2)))
                .toList();
        assertThat(together(attempts)).filteredOn(KeyAddition.ADDED::equals).hasSize(2);
    }

    /** Contract: api-keys, "Limits": counted are keys neither revoked nor expired. */
    @Test
    void expired_and_revoked_keys_leave_room_for_new_ones() {
        store.addUser(user("user_1", "ada@example.org"));
        OptionalInt one = OptionalInt.of(1);
        store.addKey(key("key_1", "user_1", Optional.of(NOW)), new KeyHash("01".repeat(32)), one);
        assertThat(store.addKey(key("key_2", "user_1", Optional.empty()), new KeyHash("02".repeat(32)), one))
                .isEqualTo(KeyAddition.ADDED);
        assertThat(store.addKey(key("key_3", "user_1", Optional.empty()), HASH, one))
                .isEqualTo(KeyAddition.LIMIT_REACHED);
        store.revokeKey("key_2", NOW);
        assertThat(store.addKey(key("key_3", "user_1", Optional.empty()), HASH, one))
                .isEqualTo(KeyAddition.ADDED);
    }

    /** Contract: sites, "Smaller questions": an existing domain is said before the plan limit. */
    @Test
    void a_domain_that_the_owner_has_already_is_said_before_the_limit() {
        store.addUser(user("user_1", "ada@example.org"));
        store.addUser(user("user_2", "lin@example.org"));
        store.addSite(site("site_00000001", "user_1", "example.org"), OptionalInt.of(1));
        assertThat(store.addSite(site("site_00000002", "user_1", "example.org"), OptionalInt.of(1)))
                .isEqualTo(SiteAddition.DOMAIN_TAKEN);
        assertThat(store.addSite(site("site_00000003", "user_1", "example.net"), OptionalInt.of(1)))
                .isEqualTo(SiteAddition.LIMIT_REACHED);
        assertThat(store.addSite(site("site_00000004", "user_2", "example.org"), OptionalInt.of(1)))
                .isEqualTo(SiteAddition.ADDED);
    }

    /** Contract: api-keys, "DELETE": at once here, and within a second on every other server. */
    @Test
    void a_revoked_key_is_gone_at_once_here_and_within_a_second_elsewhere() {
        store.addUser(user("user_1", "ada@example.org"));
        store.addKey(key("key_1", "user_1", Optional.empty()), HASH, OptionalInt.empty());
        assertThat(other.keyByHash(HASH)).isPresent();
        assertThat(store.revokeKey("key_1", NOW)).isTrue();
        assertThat(store.keyByHash(HASH)).isEmpty();
        assertThat(store.revokeKey("key_1", NOW)).isFalse();
        withinASecond(() -> other.keyByHash(HASH).isEmpty());
    }

    @Test
    void an_ended_session_is_gone_at_once_here_and_within_a_second_elsewhere() {
        store.addUser(user("user_1", "ada@example.org"));
        store.addSession(session("sess_1", "user_1"));
        assertThat(other.liveSession("sess_1")).isPresent();
        assertThat(store.endSession("sess_1", NOW)).isTrue();
        assertThat(store.liveSession("sess_1")).isEmpty();
        assertThat(store.endSession("sess_1", NOW)).isFalse();
        withinASecond(() -> other.liveSession("sess_1").isEmpty());
    }

    @Test
    void a_site_and_a_role_given_or_taken_elsewhere_are_seen_within_a_second() {
        Site site = site("site_00000001", "user_1", "example.org");
        store.addUser(user("user_1", "ada@example.org"));
        store.addUser(user("user_2", "lin@example.org"));
        store.addSite(site, OptionalInt.empty());
        store.putMember(new Membership(site.id(), "user_2", Role.ADMIN, NOW));
        withinASecond(() -> other.find(site.id()).isPresent());
        withinASecond(() -> other.memberRole(site.id(), "user_2").equals(Optional.of(Role.ADMIN)));
        store.putMember(new Membership(site.id(), "user_2", Role.VIEWER, NOW));
        assertThat(store.memberRole(site.id(), "user_2")).contains(Role.VIEWER);
        store.removeMember(site.id(), "user_2");
        assertThat(store.memberRole(site.id(), "user_2")).isEmpty();
        withinASecond(() -> other.memberRole(site.id(), "user_2").isEmpty());
    }

    /** Contract: cli, commands beside a running server: what a command has just made, the server knows when it is named. */
    @Test
    void a_site_and_a_key_made_elsewhere_are_found_at_once() {
        store.addUser(user("user_1", "ada@example.org"));
        for (int made = 0; made < 20; made++) {
            Site site = site("site_000000" + (10 + made), "user_1", made + ".example.org");
            store.addSite(site, OptionalInt.empty());
            assertThat(other.find(site.id())).contains(site);
            KeyHash hash = new KeyHash(String.format("%064d", made));
            store.addKey(key("key_" + made, "user_1", Optional.empty()), hash, OptionalInt.empty());
            assertThat(other.keyByHash(hash)).isPresent();
        }
    }

    @Test
    void times_of_last_use_are_shown_at_once_and_kept() {
        store.addUser(user("user_1", "ada@example.org"));
        store.addKey(key("key_1", "user_1", Optional.empty()), HASH, OptionalInt.empty());
        store.addSession(session("sess_1", "user_1"));
        Instant used = NOW.plusSeconds(90);
        store.keyUsed("key_1", used);
        store.keyUsed("key_1", NOW);
        store.sessionUsed("sess_1", used);
        store.sessionUsed("sess_1", used.plusSeconds(59));
        assertThat(store.keysOf("user_1")).extracting(ApiKey::lastUsed).containsExactly(Optional.of(used));
        assertThat(store.liveSession("sess_1").orElseThrow().lastActiveAt()).isEqualTo(used);
        store.close();
        store = opened();
        assertThat(store.keysOf("user_1")).extracting(ApiKey::lastUsed).containsExactly(Optional.of(used));
        assertThat(store.liveSession("sess_1").orElseThrow().lastActiveAt()).isEqualTo(used);
    }

    @Test
    void a_use_does_not_bring_an_ended_session_back() {
        store.addUser(user("user_1", "ada@example.org"));
        store.addSession(session("sess_1", "user_1"));
        store.endSession("sess_1", NOW);
        store.sessionUsed("sess_1", NOW.plusSeconds(600));
        assertThat(store.liveSession("sess_1")).isEmpty();
    }

    @Test
    void the_check_writes_for_real() {
        store.check();
        assertThat(store.hasUsers()).isFalse();
    }

    private static void withinASecond(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within a second").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static <T> List<T> together(List<Callable<T>> attempts) throws Exception {
        try (var threads = Executors.newFixedThreadPool(attempts.size())) {
            return threads.invokeAll(attempts).stream().map(Future::resultNow).toList();
        }
    }

    private static User user(String id, String email) {
        return new User(id, email, Optional.of("Ada"), Optional.of(new PasswordHash("$argon2id$…")), false, NOW);
    }

    private static Site site(String id, String owner, String domain) {
        return new Site(
                new SiteId(id),
                owner,
                domain,
                "A shop",
                ZoneId.of("Europe/Berlin"),
                new Exclusions(
                        List.of("/admin", "/preview/*"),
                        List.of("ref"),
                        List.of("203.0.113.0/24", "2001:db8::1"),
                        List.of("NL"),
                        List.of("shop.example.org"),
                        List.of("spam.example.net"),
                        false),
                OptionalInt.of(730),
                true,
                NOW);
    }

    private static ApiKey key(String id, String user, Optional<Instant> expiresAt) {
        return new ApiKey(
                id,
                user,
                "Nightly",
                "zta_live_abcdefghijkl...",
                Scope.READ,
                Optional.empty(),
                NOW,
                expiresAt,
                Optional.empty());
    }

    private static LoginSession session(String id, String user) {
        return new LoginSession(id, user, 1, "Firefox on Linux", "203.0.***.***", "AT", NOW, NOW);
    }
}
