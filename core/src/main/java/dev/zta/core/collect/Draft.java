package dev.zta.core.collect;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Campaign;

/** A beacon on its way through the steps: what came, and what of it is clean so far. One thread, one beacon. */
final class Draft {
    final Beacon beacon;
    final Arrival arrival;

    BeaconType type = BeaconType.PAGEVIEW;
    String path = "/";
    String referrerDomain = "";
    Campaign campaign = Campaign.NONE;
    String action = "";
    String category = "";
    String label = "";
    Attributes attributes = Attributes.NONE;

    Draft(Beacon beacon, Arrival arrival) {
        this.beacon = beacon;
        this.arrival = arrival;
    }
}
