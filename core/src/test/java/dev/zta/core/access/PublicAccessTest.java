package dev.zta.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Contract: public-stats, "Public flag", and what its table of errors says of owners without access. */
class PublicAccessTest {
    private static final Site OPEN = site("site_open0000000", "payer", true);
    private static final Site CLOSED = site("site_closed00000", "payer", false);
    private static final Site UNPAID = site("site_unpaid00000", "debtor", true);

    private final Access access = new Access(
            id -> List.of(OPEN, CLOSED, UNPAID).stream()
                    .filter(site -> site.id().equals(id))
                    .findFirst(),
            (_, _) -> Optional.empty(),
            "payer"::equals);

    @Test
    void a_public_site_is_there_for_everybody_and_others_are_all_alike() {
        assertThat(access.publicSite(OPEN.id().value())).isEqualTo(OPEN);
        for (String other : List.of(CLOSED.id().value(), UNPAID.id().value(), "site_unknown0000", "not an id")) {
            assertThat(refusal(() -> access.publicSite(other))).as(other).isEqualTo(Refusal.SITE_NOT_FOUND);
        }
    }

    @Test
    void a_link_shows_its_site_whether_public_or_not_while_the_owner_s_account_has_access() {
        assertThat(access.sharedSite(OPEN.id())).isEqualTo(OPEN);
        assertThat(access.sharedSite(CLOSED.id())).isEqualTo(CLOSED);
        for (SiteId gone : List.of(UNPAID.id(), new SiteId("site_unknown0000"))) {
            assertThat(refusal(() -> access.sharedSite(gone))).isEqualTo(Refusal.SHARE_NOT_FOUND);
        }
    }

    private static Refusal refusal(ThrowingCallable call) {
        return catchThrowableOfType(AccessRefusedException.class, call).refusal();
    }

    private static Site site(String id, String owner, boolean isPublic) {
        return new Site(
                new SiteId(id),
                owner,
                "example.org",
                "example.org",
                ZoneOffset.UTC,
                Exclusions.NONE,
                OptionalInt.empty(),
                isPublic,
                Instant.EPOCH);
    }
}
