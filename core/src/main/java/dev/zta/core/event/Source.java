package dev.zta.core.event;

/**
 * Where a pageview came from.
 *
 * @param referrerDomain host in lower case without leading {@code www.}; empty without a referrer or from the site itself
 * @param channel derived from the domain and the campaign
 * @param campaign campaign parameters
 */
public record Source(String referrerDomain, Channel channel, Campaign campaign) {
    public static final Source DIRECT = new Source("", Channel.DIRECT, Campaign.NONE);
}
