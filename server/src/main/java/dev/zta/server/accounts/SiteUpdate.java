package dev.zta.server.accounts;

import java.util.Optional;

/**
 * What somebody wants to be otherwise on a site; nothing in it has been checked but the types. What is empty stays.
 *
 * @param domain must be the one it has
 * @param name an empty text: back to the domain
 */
public record SiteUpdate(
        Optional<String> domain,
        Optional<String> name,
        Optional<String> timezone,
        Optional<Boolean> isPublic,
        SettingsChange settings) {
    /** Whether it asks for nothing at all. */
    boolean isEmpty() {
        return domain.isEmpty() && name.isEmpty() && timezone.isEmpty() && isPublic.isEmpty() && settings.isEmpty();
    }
}
