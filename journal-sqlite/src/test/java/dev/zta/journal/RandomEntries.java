package dev.zta.journal;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Device;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Property;
import dev.zta.core.event.Revenue;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Omission;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.core.tally.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Entries of every kind, the same ones for the same seed. */
final class RandomEntries {
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati");
    private static final String LETTERS = "abcXYZ019 /?=&%-_.äß漢字😀"
            .codePoints()
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    private final RandomGenerator random;

    RandomEntries(RandomGenerator random) {
        this.random = random;
    }

    /** An entry that carries a number, so that a test can tell it among many. */
    static JournalEntry numbered(long number) {
        SiteId site = new SiteId("site_4f9c2ab17de08356");
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        return new JournalEntry(List.of(), Tally.of(site, now, Outcome.STORED, 1), List.of(number));
    }

    JournalEntry next() {
        List<Event> events =
                IntStream.range(0, random.nextInt(5)).mapToObj(_ -> event()).toList();
        Tally tally = IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> Tally.of(site(), time(), outcome(), 1 + random.nextLong(1L << random.nextInt(1, 60))))
                .reduce(Tally.EMPTY, Tally::plus);
        return new JournalEntry(
                events, tally, random.longs(random.nextInt(3)).boxed().toList());
    }

    private Event event() {
        SiteDay day = SiteDay.at(time(), ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
        long millis =
                random.nextLong(Duration.between(day.startsAt(), day.endsAt()).toMillis());
        return new Event(
                site(),
                day,
                day.startsAt().plusMillis(millis),
                new Visitor(random.nextLong(), random.nextLong()),
                random.nextBoolean() ? 0 : random.nextLong(),
                "/" + text(2047),
                client(),
                new Place(random.nextBoolean() ? "ZZ" : "DE", text(30)),
                source(),
                detail(),
                random.nextInt(3) == 0 ? attributes() : Attributes.NONE);
    }

    private Attributes attributes() {
        List<Property> properties = IntStream.range(0, random.nextInt(4))
                .mapToObj(number -> new Property("name." + number, one(Property.Kind.values()), text(200)))
                .toList();
        return new Attributes(properties, value().map(amount -> new Revenue(amount, "EUR")));
    }

    private Client client() {
        return new Client(one(Device.values()), text(20), text(3), text(10), text(4), text(11));
    }

    private Source source() {
        Campaign campaign = new Campaign(text(200), text(200), text(200), text(200), text(200));
        return new Source(text(60), one(Channel.values()), campaign);
    }

    private Detail detail() {
        return switch (random.nextInt(4)) {
            case 0 -> new Detail.Pageview(random.nextLong());
            case 1 -> new Detail.CustomEvent(text(100), text(100), text(200), value(), random.nextBoolean());
            case 2 -> new Detail.Engagement(random.nextLong(), timeOnPage(), scroll(), random.nextBoolean());
            default -> new Detail.Heartbeat(random.nextLong(), timeOnPage());
        };
    }

    private Optional<BigDecimal> value() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(random.nextLong(-10_000_000_000_000_000L, 10_000_000_000_000_000L), 4));
    }

    private Optional<Duration> timeOnPage() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMillis(random.nextLong(86_400_000)));
    }

    private OptionalInt scroll() {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(101));
    }

    private Outcome outcome() {
        return switch (random.nextInt(4)) {
            case 0 -> Outcome.STORED;
            case 1 -> new Outcome.LeftOut(one(Omission.values()));
            case 2 -> new Outcome.Dropped(one(DropReason.values()), text(20));
            default -> new Outcome.Rejected(one(RejectReason.values()));
        };
    }

    private <E> E one(E[] constants) {
        return List.of(constants).get(random.nextInt(constants.length));
    }

    private SiteId site() {
        return new SiteId("site_" + Integer.toHexString(0x1000 + random.nextInt(4)));
    }

    private Instant time() {
        return Instant.ofEpochMilli(random.nextLong(1_000_000_000_000L, 2_000_000_000_000L));
    }

    private String text(int atMost) {
        int length = random.nextInt(3) == 0 ? 0 : random.nextInt(1 + random.nextInt(1 + atMost));
        int[] codePoints = LETTERS.codePoints().toArray();
        return Stream.generate(() -> codePoints[random.nextInt(codePoints.length)])
                .limit(length)
                .map(Character::toString)
                .collect(Collectors.joining());
    }
}
