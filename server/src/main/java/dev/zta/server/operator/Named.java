package dev.zta.server.operator;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.server.http.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accounts and sites as an operator names them. Refusals say what to type instead. */
final class Named {
    private static final int BAD_REQUEST = 400;

    private final AccountStore store;

    Named(AccountStore store) {
        this.store = store;
    }

    /** The account of this e-mail address or id. */
    User user(String emailOrId) {
        return store.user(emailOrId)
                .or(() -> store.userByEmail(emailOrId.strip().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> refused("There is no account '" + emailOrId + "'; zta user list shows all"));
    }

    /** The oldest account. */
    Optional<User> oldestUser() {
        return store.users().stream().findFirst();
    }

    /** The site of this domain or id, if there is one. */
    Optional<Site> findSite(String domainOrId) {
        String domain = domainOrId.strip().toLowerCase(Locale.ROOT);
        List<Site> found = store.sites().stream()
                .filter(site ->
                        site.id().value().equals(domainOrId) || site.domain().equals(domain))
                .toList();
        if (found.size() > 1) {
            throw refused("Several accounts have a site '" + domainOrId + "'; name it by its id: "
                    + found.stream().map(site -> site.id().value()).collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst();
    }

    /** The site of this domain or id. */
    Site site(String domainOrId) {
        return findSite(domainOrId)
                .orElseThrow(() -> refused("There is no site '" + domainOrId + "'; zta site list shows all"));
    }

    static ApiException refused(String text) {
        return new ApiException(BAD_REQUEST, text);
    }
}
