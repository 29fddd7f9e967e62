package dev.zta.server.accounts;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.site.SiteId;
import java.util.Optional;

/** What features ask of a caller. */
public final class Callers {
    private Callers() {}

    /**
     * As whom the caller acts.
     *
     * @throws AccessRefusedException 401 for nobody, and for the operator, who has no account
     */
    public static String userId(Principal principal) {
        return switch (principal) {
            case Principal.Login login -> login.userId();
            case Principal.Key key -> key.userId();
            case Principal.Nobody _, Principal.Operator _ -> throw new AccessRefusedException(Refusal.INVALID_TOKEN);
        };
    }

    /** The only site the caller may reach; empty without such a limit. */
    public static Optional<SiteId> siteLimit(Principal principal) {
        return principal instanceof Principal.Key key ? key.limitedTo() : Optional.empty();
    }
}
