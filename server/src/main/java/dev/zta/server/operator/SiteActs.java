package dev.zta.server.operator;

import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.accounts.NewSite;
import dev.zta.server.accounts.NewSite.Retention;
import dev.zta.server.operator.OperatorAct.AddSite;
import dev.zta.server.operator.OperatorAct.FindOrAddSite;
import dev.zta.server.operator.OperatorAct.RemoveSite;
import dev.zta.server.sites.DeletionNotice;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code zta site}, and the sites of {@code zta import} and {@code zta report}. */
final class SiteActs {
    private final AccountUseCases useCases;
    private final Named named;
    private final DeletionNotice deletionNotice;
    private final InstantSource clock;

    SiteActs(AccountUseCases useCases, Named named, DeletionNotice deletionNotice, InstantSource clock) {
        this.useCases = useCases;
        this.named = named;
        this.deletionNotice = deletionNotice;
        this.clock = clock;
    }

    Outcome add(AddSite act) {
        User owner = act.owner()
                .map(named::user)
                .or(named::oldestUser)
                .orElseThrow(
                        () -> Named.refused("A site belongs to an account and there is none yet: zta user add EMAIL"));
        return shown(added(NewSite.of(owner.id(), act.domain(), act.timezone(), Retention.DEFAULT)));
    }

    private Site added(NewSite wanted) {
        return useCases.sites().add(wanted, useCases.activity().byOperator(wanted.ownerId(), clock.instant()));
    }

    /** The events follow within a day, as by HTTP; without a server at work the next one removes them. */
    Outcome remove(RemoveSite act) {
        Site site = named.site(act.site());
        if (!useCases.siteUpdates().remove(site, useCases.activity().byOperator(site.ownerId(), clock.instant()))) {
            throw Named.refused("There is no site '" + act.site() + "' any more");
        }
        deletionNotice.send(site);
        return Outcome.of(fields(site), "Removed " + site.id() + "  " + site.domain());
    }

    Outcome list() {
        return Outcome.list(
                useCases.sites().all().stream().map(SiteActs::fields).toList());
    }

    Outcome find(String domainOrId) {
        return shown(named.site(domainOrId));
    }

    Outcome findOrAdd(FindOrAddSite act) {
        return shown(named.findSite(act.site()).orElseGet(() -> addedForImport(act)));
    }

    private Site addedForImport(FindOrAddSite act) {
        String owner = named.oldestUser().map(User::id).orElse(Site.NOBODY);
        return added(NewSite.of(owner, act.site(), act.timezone(), Retention.LONGEST));
    }

    private static Outcome shown(Site site) {
        return Outcome.of(fields(site), site.id() + "  " + site.domain() + "  " + site.zone());
    }

    private static Map<String, Object> fields(Site site) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", site.id().value());
        fields.put("domain", site.domain());
        fields.put("timezone", site.zone().getId());
        fields.put("owner", site.ownerId());
        fields.put("createdAt", site.createdAt().toString());
        return fields;
    }
}
