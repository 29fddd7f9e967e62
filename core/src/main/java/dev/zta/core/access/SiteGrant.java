package dev.zta.core.access;

import dev.zta.core.site.Site;

/**
 * Leave to do one thing to one site.
 *
 * @param role what the caller is on it; {@link Role#OWNER} for the operator
 */
public record SiteGrant(Site site, Role role) {}
