package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.ActivityQuery;
import dev.zta.core.activity.ActivityType;
import dev.zta.core.activity.Actor;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Origin;
import dev.zta.core.activity.Target;
import dev.zta.core.site.SiteId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log on a real file (contract: activity-log, "What an entry is"). */
class SqlActivityLogTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final SecretKey KEY =
            new SecretKeySpec("a key of the tests, long enough to be one".getBytes(StandardCharsets.UTF_8), "Generic");
    private static final Actor ADA = Actor.of("user_1", "ada@example.org", Optional.of("Ada"));
    private static final Actor LIN = Actor.of("user_2", "lin@example.org", Optional.of("Lin"));
    private static final Origin ORIGIN = new Origin("203.0.***.***", "Firefox on Linux");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private SqlAccountStore store = new SqlAccountStore(Path.of("never opened"), now::get);
    private ActivityLog log = store.activityLog(KEY, new Random(1));

    @BeforeEach
    void open() {
        store = new SqlAccountStore(folder.resolve("accounts.db"), now::get);
        store.start();
        log = store.activityLog(KEY, new Random(7));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_entry_comes_back_as_it_was_written() {
        Metadata metadata = Metadata.of("text", "a\tb\\n\nc\r")
                .with("whole", 3)
                .with("decimal", 1.5)
                .with("flag", true)
                .with("texts", List.of("a", "", "b\tc"))
                .with("none", List.of())
                .withText("absent", Optional.empty());
        Act act = new Act(
                NOW,
                ActivityAction.SITE_UPDATED,
                "user_1",
                Optional.of(LIN),
                Optional.of(Target.of("site", "site_00000001", "Example")),
                Optional.of(new SiteId("site_00000001")),
                metadata,
                Optional.of(ORIGIN));
        log.record(act);
        assertThat(all("user_1")).extracting(ActivityEntry::act).containsExactly(act);
        assertThat(all("user_1").getFirst().id()).startsWith("activity_");
        assertThat(all("user_2")).isEmpty();
    }

    @Test
    void the_newest_come_first_and_pages_fit_together() {
        for (int i = 0; i < 7; i++) {
            log.record(act("user_1", NOW.plusSeconds(i / 2), ActivityAction.AUTH_LOGIN));
        }
        List<ActivityEntry> everything = all("user_1");
        assertThat(everything).hasSize(7);
        for (int i = 1; i < 7; i++) {
            ActivityEntry earlier = everything.get(i - 1);
            ActivityEntry later = everything.get(i);
            assertThat(earlier.act().at()).isAfterOrEqualTo(later.act().at());
            assertThat(earlier.act().at().equals(later.act().at())
                            && earlier.id().compareTo(later.id()) < 0)
                    .isFalse();
        }
        List<ActivityEntry> paged = new ArrayList<>();
        for (int offset = 0; offset < 9; offset += 3) {
            paged.addAll(log.find(query("user_1"), 3, offset));
        }
        assertThat(paged).isEqualTo(everything);
        List<ActivityEntry> read = new ArrayList<>();
        log.each(query("user_1"), read::add);
        assertThat(read).isEqualTo(everything);
        assertThat(log.total(query("user_1"))).isEqualTo(7);
    }

    @Test
    void each_hands_over_more_than_a_page() {
        store.together(() -> {
            for (int i = 0; i < 1203; i++) {
                log.record(act("user_1", NOW.plusSeconds(i / 5), ActivityAction.AUTH_LOGIN));
            }
            return true;
        });
        List<ActivityEntry> read = new ArrayList<>();
        log.each(query("user_1"), read::add);
        assertThat(read).hasSize(1203).doesNotHaveDuplicates().isEqualTo(log.find(query("user_1"), 2000, 0));
    }

    @Test
    void filters_hold_all_at_once() {
        log.record(act("user_1", NOW, ActivityAction.AUTH_LOGIN));
        log.record(act("user_1", NOW, ActivityAction.SESSION_CREATED));
        log.record(failedLogin());
        assertThat(codes(filtered(Optional.of(ActivityType.SECURITY), Optional.empty(), Optional.empty())))
                .containsExactly("session.created");
        assertThat(codes(filtered(Optional.empty(), Optional.of(ActivityAction.AUTH_LOGIN), Optional.empty())))
                .containsExactly("auth.login");
        assertThat(codes(filtered(Optional.of(ActivityType.AUTH), Optional.empty(), Optional.of("user_1"))))
                .containsExactlyInAnyOrder("auth.login", "auth.failed_login");
        assertThat(codes(filtered(Optional.of(ActivityType.AUTH), Optional.empty(), Optional.of("user_2"))))
                .isEmpty();
    }

    @Test
    void an_entry_that_is_undone_with_its_act_leaves_a_chain_that_holds() {
        log.record(act("user_1", NOW, ActivityAction.AUTH_LOGIN));
        assertThatIllegalStateException()
                .isThrownBy(() -> store.together(() -> {
                    log.record(act("user_1", NOW, ActivityAction.AUTH_LOGOUT));
                    throw new IllegalStateException("no");
                }));
        log.record(act("user_1", NOW, ActivityAction.SITE_CREATED));
        assertThat(codes(all("user_1"))).containsExactlyInAnyOrder("auth.login", "site.created");
        assertThat(log.verify()).isEmpty();
    }

    @Test
    void an_hour_has_one_entry_that_grows_and_then_stays() {
        for (int i = 0; i < 3; i++) {
            log.count(used("203.0.***.***", NOW.plusSeconds(60L * i)), "key_1");
        }
        log.count(used("198.51.***.***", NOW), "key_1");
        log.count(used("203.0.***.***", NOW), "key_2");
        assertThat(all("user_1")).hasSize(3);
        log.count(used("203.0.***.***", NOW.plusSeconds(600)), "key_1");
        assertThat(all("user_1")).hasSize(3);
        assertThat(all("user_1"))
                .extracting(entry -> entry.act().metadata())
                .contains(Metadata.of("keyId", "key_1").with("requestCount", 4).with("lastAt", NOW.plusSeconds(600)));
        now.set(NOW.plus(Duration.ofMinutes(61)));
        log.count(used("203.0.***.***", now.get()), "key_1");
        assertThat(all("user_1")).hasSize(4);
        assertThat(log.occurrences(query("user_1"))).isEqualTo(7);
        assertThat(log.verify()).isEmpty();
    }

    @Test
    void what_was_counted_is_there_after_a_restart() {
        log.count(used("203.0.***.***", NOW), "key_1");
        close();
        open();
        assertThat(all("user_1")).hasSize(1);
    }

    @Test
    void every_change_in_the_file_is_found() throws SQLException {
        for (String change : List.of(
                "UPDATE activity_entries SET action = 'auth.logout' WHERE number = 2",
                "UPDATE activity_entries SET action = 'nothing.known' WHERE number = 2",
                "UPDATE activity_entries SET metadata = 'broken' WHERE number = 2",
                "UPDATE activity_entries SET site_id = '/' WHERE number = 2",
                "UPDATE activity_entries SET masked_address = NULL WHERE number = 2",
                "UPDATE activity_entries SET device = NULL WHERE number = 2",
                "UPDATE activity_entries SET device = '" + "x".repeat(201) + "' WHERE number = 2",
                "UPDATE activity_entries SET at = at + 1 WHERE number = 2",
                "UPDATE activity_entries SET metadata = 'method\tt\tgithub' WHERE number = 2",
                "UPDATE activity_entries SET actor_name = 'Eve' WHERE number = 2",
                "UPDATE activity_entries SET masked_address = '198.51.***.***' WHERE number = 2",
                "UPDATE activity_entries SET target_name = 'Other' WHERE number = 2",
                "UPDATE activity_entries SET actor_digest = target_digest WHERE number = 2",
                "DELETE FROM activity_entries WHERE number = 2",
                "DELETE FROM activity_entries WHERE number = 3",
                "DELETE FROM activity_entries WHERE number = 1",
                "DELETE FROM activity_chains",
                "UPDATE activity_chains SET last_number = 2, last_hash = (SELECT hash FROM activity_entries WHERE number = 2)",
                "UPDATE activity_chains SET cut_number = 1, cut_hash = (SELECT hash FROM activity_entries WHERE number = 1)")) {
            String account = "user_" + Integer.toHexString(change.hashCode());
            for (int i = 0; i < 3; i++) {
                log.record(act(account, NOW, ActivityAction.AUTH_LOGIN));
            }
            assertThat(log.verify()).as("before").isEmpty();
            String own = change.contains("activity_chains")
                    ? change.replace("WHERE number", "WHERE account_id = '" + account + "' AND number")
                            + " WHERE account_id = '" + account + "'"
                    : change + " AND account_id = '" + account + "'";
            sql(own);
            assertThat(log.verify()).as(change).isNotEmpty().allMatch(line -> line.startsWith("account " + account));
            sql("DELETE FROM activity_entries");
            sql("DELETE FROM activity_chains");
        }
    }

    @Test
    void retention_cuts_and_the_chain_still_holds() {
        for (int day = 0; day < 10; day++) {
            log.record(act("user_1", NOW.plus(Duration.ofDays(day)), ActivityAction.AUTH_LOGIN));
        }
        log.eraseBefore("user_1", NOW.plus(Duration.ofDays(4)));
        assertThat(all("user_1")).hasSize(6);
        assertThat(log.verify()).isEmpty();
        log.record(act("user_1", NOW.plus(Duration.ofDays(10)), ActivityAction.AUTH_LOGIN));
        log.eraseBefore("user_1", NOW.plus(Duration.ofDays(40)));
        assertThat(all("user_1")).isEmpty();
        log.record(act("user_1", NOW.plus(Duration.ofDays(41)), ActivityAction.AUTH_LOGIN));
        log.eraseBefore("user_3", NOW);
        assertThat(log.verify()).isEmpty();
    }

    @Test
    void a_person_is_erased_everywhere_and_the_chains_still_hold() throws SQLException {
        log.record(act("user_1", NOW, ActivityAction.AUTH_LOGIN));
        Act byLin = new Act(
                NOW,
                ActivityAction.TEAM_MEMBER_INVITED,
                "user_1",
                Optional.of(LIN),
                Optional.of(Target.stranger("zoe@example.org")),
                Optional.empty(),
                Metadata.NONE,
                Optional.of(ORIGIN));
        log.record(byLin);
        Act ofLin = new Act(
                NOW,
                ActivityAction.TEAM_MEMBER_INVITED,
                "user_1",
                Optional.of(ADA),
                Optional.of(Target.stranger("lin@example.org")),
                Optional.empty(),
                Metadata.NONE,
                Optional.empty());
        log.record(ofLin);
        log.record(act("user_2", NOW, ActivityAction.AUTH_LOGIN));
        log.count(used("203.0.***.***", NOW), "key_1");
        log.erasePerson("user_2", "lin@example.org");
        assertThat(all("user_2")).isEmpty();
        assertThat(all("user_1")).extracting(entry -> entry.act().actor()).contains(Optional.of(Actor.ERASED));
        assertThat(all("user_1")).noneMatch(entry -> entry.toString().contains("lin@"));
        assertThat(all("user_1")).anyMatch(entry -> entry.toString().contains("zoe@"));
        assertThat(log.verify()).isEmpty();
        sql("UPDATE activity_entries SET actor_digest = target_digest WHERE actor_salt IS NULL");
        assertThat(log.verify()).hasSize(1);
    }

    @Test
    void every_query_finds_what_a_plain_look_at_all_acts_finds() {
        Random random = new Random(42);
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Act act = randomAct(random);
            acts.add(act);
            log.record(act);
        }
        for (int i = 0; i < 300; i++) {
            ActivityQuery query = randomQuery(random);
            List<Act> expected =
                    acts.stream().filter(act -> matches(act, query)).toList();
            List<Act> found =
                    log.find(query, 1000, 0).stream().map(ActivityEntry::act).toList();
            assertThat(found).as(query.toString()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(found).isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()));
            assertThat(log.total(query)).isEqualTo(expected.size());
            assertThat(log.occurrences(query)).isEqualTo(expected.size());
        }
        assertThat(log.verify()).isEmpty();
    }

    private static Act randomAct(Random random) {
        List<ActivityAction> actions = Arrays.stream(ActivityAction.values())
                .filter(action -> !action.isHourly())
                .toList();
        return new Act(
                NOW.plusSeconds(random.nextInt(50)),
                random.nextInt(4) == 0 ? ActivityAction.AUTH_FAILED_LOGIN : actions.get(random.nextInt(actions.size())),
                "user_" + random.nextInt(3),
                random.nextBoolean() ? Optional.of(random.nextBoolean() ? ADA : LIN) : Optional.empty(),
                Optional.of(Target.of("user", "user_" + random.nextInt(3), "T")),
                random.nextBoolean() ? Optional.of(new SiteId("site_0000000" + random.nextInt(2))) : Optional.empty(),
                Metadata.NONE.with("n", random.nextInt()),
                random.nextBoolean() ? Optional.of(ORIGIN) : Optional.empty());
    }

    private static ActivityQuery randomQuery(Random random) {
        Instant from = NOW.plusSeconds(random.nextInt(50) - 5L);
        ActivityType[] types = ActivityType.values();
        ActivityAction[] actions = ActivityAction.values();
        return new ActivityQuery(
                "user_" + random.nextInt(3),
                from,
                from.plusSeconds(random.nextInt(60)),
                random.nextBoolean() ? Optional.empty() : Optional.of(new SiteId("site_0000000" + random.nextInt(2))),
                random.nextBoolean() ? Optional.empty() : Optional.of(types[random.nextInt(types.length)]),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(actions[random.nextInt(actions.length)]),
                random.nextBoolean() ? Optional.empty() : Optional.of("user_" + random.nextInt(3)));
    }

    private static boolean matches(Act act, ActivityQuery query) {
        boolean isOfUser = query.userId()
                .map(user -> act.actor().flatMap(Actor::id).equals(Optional.of(user))
                        || (act.action() == ActivityAction.AUTH_FAILED_LOGIN
                                && act.target().flatMap(Target::id).equals(Optional.of(user))))
                .orElse(true);
        return act.accountId().equals(query.accountId())
                && !act.at().isBefore(query.from())
                && act.at().isBefore(query.until())
                && (query.site().isEmpty() || query.site().equals(act.site()))
                && query.type().map(type -> act.action().type() == type).orElse(true)
                && query.action().map(action -> act.action() == action).orElse(true)
                && isOfUser;
    }

    @Test
    void two_processes_write_to_one_chain() throws Exception {
        try (SqlAccountStore second = new SqlAccountStore(folder.resolve("accounts.db"), now::get);
                var threads = Executors.newFixedThreadPool(4)) {
            second.start();
            ActivityLog other = second.activityLog(KEY, new Random(99));
            List<Future<?>> writers = new ArrayList<>();
            for (ActivityLog writer : List.of(log, other)) {
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        writer.record(act("user_1", NOW, ActivityAction.AUTH_LOGIN));
                        writer.count(used("203.0.***.***", NOW), "key_1");
                    }
                    writer.flush();
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(log.total(query("user_1"))).isEqualTo(101);
            assertThat(log.occurrences(query("user_1"))).isEqualTo(200);
            now.set(NOW.plus(Duration.ofHours(2)));
            other.flush();
            assertThat(log.verify()).isEmpty();
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.db"));
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    private List<ActivityEntry> all(String account) {
        return log.find(query(account), 100, 0);
    }

    private static List<String> codes(List<ActivityEntry> entries) {
        return entries.stream().map(entry -> entry.act().action().code()).toList();
    }

    private static ActivityQuery query(String account) {
        return new ActivityQuery(
                account,
                Instant.EPOCH,
                NOW.plus(Duration.ofDays(1000)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<ActivityEntry> filtered(
            Optional<ActivityType> type, Optional<ActivityAction> action, Optional<String> userId) {
        ActivityQuery all = query("user_1");
        return log.find(
                new ActivityQuery("user_1", all.from(), all.until(), Optional.empty(), type, action, userId), 100, 0);
    }

    private static Act act(String account, Instant at, ActivityAction action) {
        return new Act(
                at,
                action,
                account,
                Optional.of(ADA),
                Optional.of(Target.of("user", "user_1", "Ada")),
                Optional.empty(),
                Metadata.of("method", "password"),
                Optional.of(ORIGIN));
    }

    private static Act failedLogin() {
        return new Act(
                NOW,
                ActivityAction.AUTH_FAILED_LOGIN,
                "user_1",
                Optional.empty(),
                Optional.of(Target.user("user_1", Optional.of("Ada"))),
                Optional.empty(),
                Metadata.of("reason", "password"),
                Optional.of(ORIGIN));
    }

    private static Act used(String network, Instant at) {
        return new Act(
                at,
                ActivityAction.API_KEY_USED,
                "user_1",
                Optional.of(ADA),
                Optional.of(Target.of("api_key", "key_1", "k")),
                Optional.empty(),
                Metadata.of("keyId", "key_1"),
                Optional.of(new Origin(network, "Unknown Device")));
    }
}
