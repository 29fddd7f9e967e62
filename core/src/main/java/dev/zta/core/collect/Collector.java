package dev.zta.core.collect;

import dev.zta.core.event.Campaign;
import dev.zta.core.tally.DropReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns beacons into facts: a list of small steps in the contract's order (track, "Order of checks"), of which the first
 * that objects decides. Pure, without state, thread-safe. What concerns a whole call (origin, rate, key, id) is decided
 * before and is no step here.
 */
public final class Collector {
    private static final String DEFAULT_ACTION = "custom_event";

    private final List<Step> steps = List.of(
            Collector::knowType,
            Collector::checkBounds,
            Collector::dropBot,
            Collector::cleanPath,
            Collector::dropExcluded,
            Collector::cleanTexts,
            Collector::rejectPersonal);

    /** What becomes of a beacon. */
    public Verdict judge(Beacon beacon, Arrival arrival) {
        Draft draft = new Draft(beacon, arrival);
        for (Step step : steps) {
            Optional<Verdict> verdict = step.take(draft);
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
        return new Verdict.Keep(EventOf.draft(draft));
    }

    private static Optional<Verdict> knowType(Draft draft) {
        Optional<String> named = draft.beacon.type();
        if (named.isEmpty()) {
            return draft.beacon.faults().containsKey("type") ? Optional.empty() : Optional.of(Verdict.Reject.NO_TYPE);
        }
        Optional<BeaconType> type = BeaconType.of(named.get());
        draft.type = type.orElse(BeaconType.PAGEVIEW);
        return type.isPresent() ? Optional.empty() : Optional.of(Verdict.Reject.UNKNOWN_TYPE);
    }

    private static Optional<Verdict> checkBounds(Draft draft) {
        Map<String, String> faults = Bounds.faults(draft.beacon);
        return faults.isEmpty() ? Optional.empty() : Optional.of(Verdict.Reject.invalid(faults));
    }

    private static Optional<Verdict> dropBot(Draft draft) {
        return draft.arrival.agent().bot().map(pattern -> new Verdict.Drop(DropReason.BOT, pattern));
    }

    private static Optional<Verdict> cleanPath(Draft draft) {
        draft.path = draft.arrival.rules().cleanPath(PlainText.cut(draft.beacon.path(), Bounds.MAX_ADDRESS));
        return Optional.empty();
    }

    private static Optional<Verdict> dropExcluded(Draft draft) {
        return exclusion(draft).map(reason -> new Verdict.Drop(reason, ""));
    }

    private static Optional<DropReason> exclusion(Draft draft) {
        SiteRules rules = draft.arrival.rules();
        if (draft.arrival.exclusion().isPresent()) {
            return draft.arrival.exclusion();
        }
        if (rules.excludesReferrer(draft.beacon.referrer())) {
            return Optional.of(DropReason.REFERRER_SPAM);
        }
        return rules.excludes(draft.path) ? Optional.of(DropReason.EXCLUDED_PATH) : Optional.empty();
    }

    private static Optional<Verdict> cleanTexts(Draft draft) {
        Beacon beacon = draft.beacon;
        draft.path = PlainText.cut(PersonalDataGuard.redact(draft.path), Bounds.MAX_ADDRESS);
        switch (draft.type) {
            case PAGEVIEW -> {
                draft.referrerDomain = referrerDomain(draft);
                draft.campaign = clean(beacon.campaign());
                draft.attributes = AttributeRule.clean(beacon.attributes());
            }
            case EVENT -> {
                draft.referrerDomain = referrerDomain(draft);
                String action = clean(beacon.action(), Bounds.MAX_ACTION);
                draft.action = action.isBlank() ? DEFAULT_ACTION : action;
                draft.category = clean(beacon.category(), Bounds.MAX_CATEGORY);
                draft.label = clean(beacon.label(), Bounds.MAX_LABEL);
                draft.attributes = AttributeRule.clean(beacon.attributes());
            }
            case ENGAGEMENT, HEARTBEAT -> {}
        }
        return Optional.empty();
    }

    private static String referrerDomain(Draft draft) {
        String referrer = PlainText.cut(draft.beacon.referrer(), Bounds.MAX_ADDRESS);
        return PersonalDataGuard.redact(
                ReferrerDomain.of(referrer, draft.arrival.rules().site().domain()));
    }

    private static Campaign clean(Campaign campaign) {
        return campaign.equals(Campaign.NONE)
                ? campaign
                : new Campaign(
                        clean(campaign.source(), Bounds.MAX_CAMPAIGN),
                        clean(campaign.medium(), Bounds.MAX_CAMPAIGN),
                        clean(campaign.name(), Bounds.MAX_CAMPAIGN),
                        clean(campaign.term(), Bounds.MAX_CAMPAIGN),
                        clean(campaign.content(), Bounds.MAX_CAMPAIGN));
    }

    /** Redacts before it cuts, so that no half of an address is left at the cut that nothing would recognise. */
    private static String clean(String text, int most) {
        String some = PlainText.withoutControls(PlainText.cut(text, 2 * most));
        return PlainText.cut(PersonalDataGuard.redact(some), most);
    }

    private static Optional<Verdict> rejectPersonal(Draft draft) {
        boolean found = PersonalDataGuard.finds(draft.path)
                || PersonalDataGuard.finds(draft.referrerDomain)
                || PersonalDataGuard.finds(draft.action)
                || PersonalDataGuard.finds(draft.category)
                || PersonalDataGuard.finds(draft.label)
                || finds(draft.campaign);
        return found ? Optional.of(Verdict.Reject.PERSONAL_DATA) : Optional.empty();
    }

    private static boolean finds(Campaign campaign) {
        return !campaign.equals(Campaign.NONE)
                && (PersonalDataGuard.finds(campaign.source())
                        || PersonalDataGuard.finds(campaign.medium())
                        || PersonalDataGuard.finds(campaign.name())
                        || PersonalDataGuard.finds(campaign.term())
                        || PersonalDataGuard.finds(campaign.content()));
    }
}
