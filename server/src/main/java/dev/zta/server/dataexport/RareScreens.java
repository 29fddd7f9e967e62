package dev.zta.server.dataexport;

import dev.zta.core.event.Client;
import dev.zta.core.query.Period;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitReader;
import dev.zta.core.store.StoredPageview;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hides screen sizes that few visitors have, and by which one could be told (contract: track, "Screen sizes of fewer than 5
 * visitors in a report or export read {@code other}"). For the rows of one export.
 */
final class RareScreens {
    private static final int LEAST_VISITORS = 5;
    private static final String OTHER = "other";

    private final HitReader store;
    private final SiteId site;
    private final Period period;
    private final Set<String> looked = new HashSet<>();
    private final Set<String> common = new HashSet<>();

    RareScreens(HitReader store, SiteId site, Period period) {
        this.store = store;
        this.site = site;
        this.period = period;
        common.add("");
    }

    /** The page with rare sizes replaced. */
    HitPage<StoredPageview> hiddenIn(HitPage<StoredPageview> page) {
        Set<String> unknown = page.hits().stream()
                .map(view -> view.client().screen())
                .filter(screen -> !common.contains(screen) && !looked.contains(screen))
                .collect(Collectors.toSet());
        common.addAll(store.commonScreens(site, period, unknown, LEAST_VISITORS));
        looked.addAll(unknown);
        return new HitPage<>(page.hits().stream().map(this::hiddenIn).toList(), page.next());
    }

    private StoredPageview hiddenIn(StoredPageview view) {
        Client client = view.client();
        if (common.contains(client.screen())) {
            return view;
        }
        Client hidden = new Client(
                client.device(), client.browser(), client.browserVersion(), client.os(), client.osVersion(), OTHER);
        return new StoredPageview(
                view.time(),
                view.path(),
                view.source(),
                hidden,
                view.place(),
                view.timeOnPage(),
                view.bounced(),
                view.attributes());
    }
}
