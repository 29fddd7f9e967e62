package dev.zta.server.stats;

import dev.zta.core.journal.JournalDamage;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Omission;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.Outcome.Dropped;
import dev.zta.core.tally.Outcome.LeftOut;
import dev.zta.core.tally.Outcome.Rejected;
import dev.zta.core.tally.Outcome.Stored;
import dev.zta.core.tally.RejectReason;
import dev.zta.core.tally.Tally;
import dev.zta.server.stats.CompletenessAnswer.Bot;
import dev.zta.server.stats.CompletenessAnswer.Hour;
import dev.zta.server.stats.CompletenessAnswer.Lost;
import dev.zta.server.stats.CompletenessAnswer.Totals;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up the ledger of a site for a period, in all and by the site's clock hours. */
final class Completeness {
    private static final int BOTS_SHOWN = 20;

    private Completeness() {}

    static CompletenessAnswer of(Tally tally, ZoneId zone, List<JournalDamage> damage) {
        Count all = new Count();
        Map<Instant, Count> hours = new TreeMap<>();
        tally.counts().forEach((line, beacons) -> {
            Instant hour =
                    line.slot().atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
            all.add(line.outcome(), beacons);
            hours.computeIfAbsent(hour, _ -> new Count()).add(line.outcome(), beacons);
        });
        return new CompletenessAnswer(
                all.totals(),
                hours.entrySet().stream()
                        .map(entry -> entry.getValue().hour(entry.getKey()))
                        .toList(),
                Optional.of(lost(damage)).filter(stretches -> !stretches.isEmpty()));
    }

    private static List<Lost> lost(List<JournalDamage> damage) {
        return damage.stream()
                .filter(JournalDamage::isLost)
                .map(stretch -> new Lost(
                        stretch.firstSequence(), stretch.lastSequence(), stretch.records(), stretch.description()))
                .toList();
    }

    /** How many beacons ended how. */
    private static final class Count {
        private long received;
        private long stored;
        private long propertyLimit;
        private final Map<String, Long> dropped = new TreeMap<>();
        private final Map<String, Long> rejected = new TreeMap<>();
        private final Map<String, Long> bots = new HashMap<>();

        void add(Outcome outcome, long beacons) {
            switch (outcome) {
                case Stored _ -> {
                    received += beacons;
                    stored += beacons;
                }
                case LeftOut(Omission what) -> leftOut(what, beacons);
                case Rejected(RejectReason reason) -> {
                    received += beacons;
                    rejected.merge(reason.code(), beacons, Long::sum);
                }
                case Dropped(DropReason reason, String detail) -> {
                    received += beacons;
                    dropped.merge(reason.code(), beacons, Long::sum);
                    if (reason == DropReason.BOT && !detail.isEmpty()) {
                        bots.merge(detail, beacons, Long::sum);
                    }
                }
            }
        }

        private void leftOut(Omission what, long properties) {
            propertyLimit += switch (what) {
                case PROPERTY_LIMIT -> properties;
            };
        }

        Totals totals() {
            Map<String, Long> everyDrop = new LinkedHashMap<>();
            for (DropReason reason : DropReason.values()) {
                everyDrop.put(reason.code(), dropped.getOrDefault(reason.code(), 0L));
            }
            Map<String, Long> everyReject = new LinkedHashMap<>();
            for (RejectReason reason : RejectReason.values()) {
                everyReject.put(reason.code(), rejected.getOrDefault(reason.code(), 0L));
            }
            return new Totals(received, stored, everyDrop, everyReject, topBots(), propertyLimit);
        }

        Hour hour(Instant hour) {
            return new Hour(hour, received, stored, dropped, rejected, propertyLimit);
        }

        private List<Bot> topBots() {
            return bots.entrySet().stream()
                    .map(entry -> new Bot(entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparingLong(Bot::count).reversed().thenComparing(Bot::pattern))
                    .limit(BOTS_SHOWN)
                    .toList();
        }
    }
}
