package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.LimitNotice;
import dev.zta.core.account.MonthlyUsage;
import dev.zta.core.account.MonthlyUsage.Counts;
import dev.zta.core.account.MonthlyUsage.RemovedPageviews;
import dev.zta.core.account.MonthlyUsage.SitePageviews;
import dev.zta.core.account.User;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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

    private static Counts counts(SitePageviews... sites) {
        return new Counts(Set.of(sites), Set.of());
    }

    private static Counts removed(long pageviews) {
        return new Counts(Set.of(), Set.of(new RemovedPageviews("user_1", pageviews)));
    }

    /** Makes a site of Ada's. */
    private void make(String id) {
        store.addSite(
                new Site(
                        new SiteId(id),
                        "user_1",
                        id.substring(5) + ".example.org",
                        "A shop",
                        ZoneId.of("UTC"),
                        Exclusions.NONE,
                        OptionalInt.of(730),
                        false,
                        NOW),
                OptionalInt.empty());
    }

    @Test
    void the_newest_number_of_each_site_is_kept_through_a_restart_until_the_next_month() {
        make("site_aaaaaaaa");
        make("site_bbbbbbbb");
        usage().keep(MARCH, counts(site("site_aaaaaaaa", "user_1", 7), site("site_bbbbbbbb", "user_1", 8)));
        usage().keep(MARCH, counts(site("site_bbbbbbbb", "user_1", 9)));
        store.close();
        store = opened();
        assertThat(usage().of(MARCH))
                .isEqualTo(counts(site("site_aaaaaaaa", "user_1", 7), site("site_bbbbbbbb", "user_1", 9)));
        assertThat(usage().of(MARCH.plusMonths(1))).isEqualTo(Counts.NONE);
        usage().keep(MARCH.plusMonths(1), Counts.NONE);
        assertThat(usage().of(MARCH)).isEqualTo(Counts.NONE);
    }

    @Test
    void what_removed_sites_have_had_counts_on_without_their_ids_and_never_falls() {
        make("site_aaaaaaaa");
        make("site_bbbbbbbb");
        usage().keep(MARCH, counts(site("site_aaaaaaaa", "user_1", 7), site("site_bbbbbbbb", "user_1", 8)));
        store.siteChanges().remove(new SiteId("site_aaaaaaaa"), NOW);
        store.siteChanges().remove(new SiteId("site_bbbbbbbb"), NOW);
        assertThat(usage().of(MARCH)).isEqualTo(removed(15));
        usage().keep(MARCH, counts(site("site_aaaaaaaa", "user_1", 9)));
        usage().keep(MARCH, removed(14));
        assertThat(usage().of(MARCH)).isEqualTo(removed(15));
        usage().keep(MARCH, removed(16));
        assertThat(usage().of(MARCH)).isEqualTo(removed(16));
        usage().keep(MARCH.plusMonths(1), Counts.NONE);
        assertThat(usage().of(MARCH)).isEqualTo(Counts.NONE);
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
        make("site_aaaaaaaa");
        make("site_bbbbbbbb");
        usage().keep(MARCH, counts(site("site_aaaaaaaa", "user_1", 7), site("site_bbbbbbbb", "user_1", 8)));
        usage().takeNotice("user_1", MARCH, LimitNotice.USED_UP);
        store.siteChanges().remove(new SiteId("site_aaaaaaaa"), NOW);
        store.siteChanges().remove(new SiteId("site_bbbbbbbb"), NOW);
        store.profiles().erase(ADA);
        usage().keep(MARCH, removed(15));
        assertThat(usage().of(MARCH)).isEqualTo(Counts.NONE);
    }
}
