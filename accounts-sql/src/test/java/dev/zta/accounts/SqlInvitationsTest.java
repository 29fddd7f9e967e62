package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.account.Invitation;
import dev.zta.core.account.Invitations.Acceptance;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.User;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: teams, "POST /api/invite": what became of an invitation between looking at it and accepting it. */
class SqlInvitationsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final SiteId SITE = new SiteId("site_00000001");
    private static final Invitation INVITATION = new Invitation(
            "invite_1",
            SITE,
            "lin@example.org",
            Role.ADMIN,
            "user_1",
            NOW,
            NOW.plus(Invitation.LIFE),
            false,
            Optional.empty());

    @TempDir
    Path folder;

    private SqlAccountStore store = new SqlAccountStore(Path.of("never opened"), InstantSource.fixed(NOW));

    @BeforeEach
    void open() {
        store = new SqlAccountStore(folder.resolve("accounts.db"), InstantSource.fixed(NOW));
        store.start();
        store.addUser(user("user_1", "ada@example.org"));
        store.addUser(user("user_2", "lin@example.org"));
        store.addSite(
                new Site(
                        SITE,
                        "user_1",
                        "example.org",
                        "example.org",
                        ZoneId.of("UTC"),
                        Exclusions.NONE,
                        OptionalInt.empty(),
                        false,
                        NOW),
                OptionalInt.empty());
        store.invitations().add(INVITATION, new KeyHash("ab".repeat(32)), OptionalInt.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static User user(String id, String email) {
        return new User(id, email, Optional.empty(), Optional.empty(), false, NOW);
    }

    private Acceptance accept() {
        return store.invitations().accept(INVITATION, "user_2", NOW, OptionalInt.empty());
    }

    @Test
    void one_that_was_canceled_meanwhile_is_gone() {
        store.invitations().remove("invite_1");
        assertThat(accept()).isEqualTo(Acceptance.GONE);
        assertThat(store.memberRole(SITE, "user_2")).isEmpty();
    }

    @Test
    void one_that_was_accepted_meanwhile_is_told_from_one_that_is_gone() {
        assertThat(accept()).isEqualTo(Acceptance.ACCEPTED);
        assertThat(accept()).isEqualTo(Acceptance.ALREADY_ACCEPTED);
    }

    @Test
    void the_role_is_the_one_that_is_offered_by_then() {
        store.invitations().changeRole("invite_1", Role.VIEWER);
        assertThat(accept()).isEqualTo(Acceptance.ACCEPTED);
        assertThat(store.memberRole(SITE, "user_2")).contains(Role.VIEWER);
    }
}
