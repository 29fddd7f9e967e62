package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.KnownProperties;
import dev.zta.core.account.User;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: beyond, "Event properties and revenue": at most so many names a site. */
class SqlKnownPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final SiteId ONE = new SiteId("site_aaaaaaaa");
    private static final SiteId OTHER = new SiteId("site_bbbbbbbb");

    @TempDir
    Path folder;

    private SqlAccountStore store = new SqlAccountStore(Path.of("never opened"), InstantSource.fixed(NOW));

    @BeforeEach
    void open() {
        store = opened();
        store.addUser(new User("user_1", "ada@example.org", Optional.empty(), Optional.empty(), false, NOW));
        store.addSite(site(ONE, "one.example"), OptionalInt.empty());
        store.addSite(site(OTHER, "other.example"), OptionalInt.empty());
    }

    private SqlAccountStore opened() {
        SqlAccountStore opened = new SqlAccountStore(folder.resolve("accounts.db"), InstantSource.fixed(NOW));
        opened.start();
        return opened;
    }

    private static Site site(SiteId id, String domain) {
        return new Site(
                id,
                "user_1",
                domain,
                domain,
                ZoneOffset.UTC,
                new Exclusions(List.of(), List.of()),
                OptionalInt.empty(),
                false,
                NOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_site_has_its_first_names_and_no_more() {
        KnownProperties known = store.knownProperties();
        assertThat(known.add(ONE, "plan", 2)).isTrue();
        assertThat(known.add(ONE, "Plan", 2)).isTrue();
        assertThat(known.add(ONE, "seats", 2)).isFalse();
        assertThat(known.add(ONE, "plan", 2)).isTrue();
        assertThat(known.add(OTHER, "seats", 2)).isTrue();
        store.close();
        store = opened();
        assertThat(store.knownProperties().of(ONE)).containsExactlyInAnyOrder("plan", "Plan");
        assertThat(store.knownProperties().of(OTHER)).containsExactly("seats");
    }

    @Test
    void names_go_with_their_site() {
        store.knownProperties().add(ONE, "plan", 2);
        assertThat(store.siteChanges().remove(ONE, NOW)).isTrue();
        assertThat(store.knownProperties().of(ONE)).isEmpty();
        assertThat(store.knownProperties().add(ONE, "plan", 2)).isFalse();
    }
}
