package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.LimitNotice;
import dev.zta.core.account.MonthlyUsage;
import dev.zta.core.account.MonthlyUsage.SitePageviews;
import dev.zta.core.account.User;
import dev.zta.core.site.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: track, "Plan limit": what has to be known after a restart. */
class SqlMonthlyUsageTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final User ADA =
            new User("user_1", "ada@example.org", Optional.empty(), Optional.empty(), false, NOW);

    @TempDir
    Path folder;

    private SqlAccountStore store = new SqlAccountStore(Path.of("never opened"), InstantSource.fixed(NOW));

    @BeforeEach
    void open() {
        store = opened();
        store.addUser(ADA);
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

    private MonthlyUsage usage() {
        return store.monthlyUsage();
    }

    private static SitePageviews site(String id, String owner, long pageviews) {
        return new SitePageviews(new SiteId(id), owner, pageviews);
    }

    @Test
    void the_newest_number_of_each_site_is_kept_through_a_restart_until_the_next_month() {
        usage().keep(MARCH, List.of(site("site_aaaaaaaa", "user_1", 7), site("site_bbbbbbbb", "user_1", 8)));
        usage().keep(MARCH, List.of(site("site_bbbbbbbb", "user_1", 9)));
        store.close();
        store = opened();
        assertThat(usage().of(MARCH))
                .containsExactly(site("site_aaaaaaaa", "user_1", 7), site("site_bbbbbbbb", "user_1", 9));
        assertThat(usage().of(MARCH.plusMonths(1))).isEmpty();
        usage().keep(MARCH.plusMonths(1), List.of());
        assertThat(usage().of(MARCH)).isEmpty();
    }

    @Test
    void a_notice_is_taken_once_a_month() {
        assertThat(usage().takeNotice("user_1", MARCH, LimitNotice.USED_UP)).isTrue();
        store.close();
        store = opened();
        assertThat(usage().takeNotice("user_1", MARCH, LimitNotice.USED_UP)).isFalse();
        assertThat(usage().takeNotice("user_1", MARCH, LimitNotice.PAUSED)).isTrue();
        assertThat(usage().takeNotice("user_1", MARCH.plusMonths(1), LimitNotice.USED_UP))
                .isTrue();
        assertThat(usage().takeNotice("user_2", MARCH, LimitNotice.USED_UP))
                .as("nobody there")
                .isFalse();
    }

    @Test
    void nothing_stays_of_a_person_who_is_erased() {
        usage().keep(MARCH, List.of(site("site_aaaaaaaa", "user_1", 7)));
        usage().takeNotice("user_1", MARCH, LimitNotice.USED_UP);
        store.profiles().erase(ADA);
        usage().keep(MARCH, List.of(site("site_aaaaaaaa", "user_1", 8)));
        assertThat(usage().of(MARCH)).isEmpty();
    }
}
