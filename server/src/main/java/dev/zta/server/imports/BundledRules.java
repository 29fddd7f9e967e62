package dev.zta.server.imports;

import dev.zta.core.collect.AgentReader;
import dev.zta.core.collect.SiteRules;
import dev.zta.core.event.Place;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.imports.AccessLogRules;
import dev.zta.core.site.Site;
import dev.zta.server.lists.BundledLists;
import java.time.InstantSource;
import java.util.function.Function;

/** The rules for logs with the lists that come with the program. */
public final class BundledRules implements RuleBook {
    private final SaltVault salts;
    private final Function<String, Place> places;
    private final InstantSource clock;

    /**
     * Rules for any site.
     *
     * @param places country and region of an address
     */
    public BundledRules(SaltVault salts, Function<String, Place> places, InstantSource clock) {
        this.salts = salts;
        this.places = places;
        this.clock = clock;
    }

    @Override
    public LineRules rules(Site site, AccessLogFormat format) {
        AgentReader agents = new AgentReader(BundledLists.botsInLogs());
        SiteRules ofSite = new SiteRules(site, BundledLists.referrerSpam());
        return new AccessLogRules(ofSite, format, agents, salts, places, clock.instant())::judge;
    }
}
