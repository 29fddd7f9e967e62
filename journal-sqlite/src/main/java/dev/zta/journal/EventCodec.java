package dev.zta.journal;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Device;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A journal entry as bytes. Any change of what is written here is a new {@link #VERSION}; entries of an older version must
 * stay readable for as long as a journal can hold them.
 */
final class EventCodec {
    /** Stands at the head of each record; a record of a higher one is refused. */
    static final int VERSION = 2;

    /** From this version on an event ends with its attributes. */
    private static final int WITH_ATTRIBUTES = 2;

    private static final int PAGEVIEW = 1;
    private static final int CUSTOM_EVENT = 2;
    private static final int ENGAGEMENT = 3;
    private static final int HEARTBEAT = 4;

    private static final int STORED = 1;
    private static final int DROPPED = 2;
    private static final int REJECTED = 3;
    private static final int LEFT_OUT = 4;

    private static final Map<String, Device> DEVICES = byName(Device.values(), Device::label);
    private static final Map<String, Channel> CHANNELS = byName(Channel.values(), Channel::label);
    private static final Map<String, DropReason> DROP_REASONS = byName(DropReason.values(), DropReason::code);
    private static final Map<String, RejectReason> REJECT_REASONS = byName(RejectReason.values(), RejectReason::code);
    private static final Map<String, Omission> OMISSIONS = byName(Omission.values(), Omission::code);

    private final TextPool pool = new TextPool();

    byte[] encode(JournalEntry entry) {
        FieldWriter out = new FieldWriter();
        out.number(entry.events().size());
        entry.events().forEach(event -> write(out, event));
        write(out, entry.tally());
        out.number(entry.fingerprints().size());
        entry.fingerprints().forEach(out::hash);
        return out.toBytes();
    }

    /**
     * Reads an entry back.
     *
     * @param version of those who wrote it, at most {@link #VERSION}
     * @throws UnreadableEntryException when the bytes are no entry
     */
    JournalEntry decode(ByteBuffer bytes, int version) {
        FieldReader in = new FieldReader(bytes, pool);
        List<Event> events = readList(in, fields -> readEvent(fields, version));
        Tally tally = readTally(in);
        return new JournalEntry(events, tally, readList(in, FieldReader::hash));
    }

    private static <T> List<T> readList(FieldReader in, Function<FieldReader, T> element) {
        int count = in.count();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.apply(in));
        }
        return list;
    }

    private static void write(FieldWriter out, Event event) {
        out.text(event.site().value());
        write(out, event.day());
        // Within the day, in milliseconds: Event promises no finer time.
        out.signedNumber(Duration.between(event.day().startsAt(), event.time()).toMillis());
        out.hash(event.visitor().high());
        out.hash(event.visitor().low());
        out.hash(event.sessionHint());
        out.text(event.path());
        write(out, event.client());
        out.text(event.place().country());
        out.text(event.place().region());
        write(out, event.source());
        write(out, event.detail());
        AttributeCodec.write(out, event.attributes());
    }

    private static Event readEvent(FieldReader in, int version) {
        SiteId site = new SiteId(in.text());
        SiteDay day = readDay(in);
        Instant time = day.startsAt().plusMillis(in.signedNumber());
        Visitor visitor = new Visitor(in.hash(), in.hash());
        long sessionHint = in.hash();
        String path = in.text();
        Client client = readClient(in);
        Place place = new Place(in.text(), in.text());
        Source source = readSource(in);
        Detail detail = readDetail(in);
        Attributes attributes = version < WITH_ATTRIBUTES ? Attributes.NONE : AttributeCodec.read(in);
        return new Event(site, day, time, visitor, sessionHint, path, client, place, source, detail, attributes);
    }

    private static void write(FieldWriter out, SiteDay day) {
        out.signedNumber(day.date().toEpochDay());
        out.instant(day.startsAt());
        out.duration(Duration.between(day.startsAt(), day.endsAt()));
        out.text(day.zone().getId());
    }

    private static SiteDay readDay(FieldReader in) {
        LocalDate date = LocalDate.ofEpochDay(in.signedNumber());
        Instant startsAt = in.instant();
        return new SiteDay(date, startsAt, startsAt.plus(in.duration()), ZoneId.of(in.text()));
    }

    private static void write(FieldWriter out, Client client) {
        out.text(client.device().label());
        out.text(client.browser());
        out.text(client.browserVersion());
        out.text(client.os());
        out.text(client.osVersion());
        out.text(client.screen());
    }

    private static Client readClient(FieldReader in) {
        return new Client(named(DEVICES, in.text()), in.text(), in.text(), in.text(), in.text(), in.text());
    }

    private static void write(FieldWriter out, Source source) {
        out.text(source.referrerDomain());
        out.text(source.channel().label());
        Campaign campaign = source.campaign();
        out.text(campaign.source());
        out.text(campaign.medium());
        out.text(campaign.name());
        out.text(campaign.term());
        out.text(campaign.content());
    }

    private static Source readSource(FieldReader in) {
        return new Source(
                in.text(),
                named(CHANNELS, in.text()),
                new Campaign(in.text(), in.text(), in.text(), in.text(), in.text()));
    }

    private static void write(FieldWriter out, Detail detail) {
        switch (detail) {
            case Detail.Pageview(long pageId) -> {
                out.octet(PAGEVIEW);
                out.hash(pageId);
            }
            case Detail.CustomEvent event -> {
                out.octet(CUSTOM_EVENT);
                out.text(event.action());
                out.text(event.category());
                out.text(event.label());
                out.flag(event.value().isPresent());
                event.value().ifPresent(out::decimal);
                out.flag(event.isInteractive());
            }
            case Detail.Engagement engagement -> {
                out.octet(ENGAGEMENT);
                out.hash(engagement.pageId());
                writeTimeOnPage(out, engagement.timeOnPage());
                out.flag(engagement.maxScrollPercent().isPresent());
                engagement.maxScrollPercent().ifPresent(out::number);
                out.flag(engagement.endsBounce());
            }
            case Detail.Heartbeat(long pageId, Optional<Duration> timeOnPage) -> {
                out.octet(HEARTBEAT);
                out.hash(pageId);
                writeTimeOnPage(out, timeOnPage);
            }
        }
    }

    private static Detail readDetail(FieldReader in) {
        int kind = in.octet();
        return switch (kind) {
            case PAGEVIEW -> new Detail.Pageview(in.hash());
            case CUSTOM_EVENT -> new Detail.CustomEvent(in.text(), in.text(), in.text(), readValue(in), in.flag());
            case ENGAGEMENT -> new Detail.Engagement(in.hash(), readTimeOnPage(in), readScroll(in), in.flag());
            case HEARTBEAT -> new Detail.Heartbeat(in.hash(), readTimeOnPage(in));
            default -> throw new UnreadableEntryException("An event is of unknown kind " + kind);
        };
    }

    private static Optional<BigDecimal> readValue(FieldReader in) {
        return in.flag() ? Optional.of(in.decimal()) : Optional.empty();
    }

    private static OptionalInt readScroll(FieldReader in) {
        return in.flag() ? OptionalInt.of((int) in.number()) : OptionalInt.empty();
    }

    private static void writeTimeOnPage(FieldWriter out, Optional<Duration> timeOnPage) {
        out.flag(timeOnPage.isPresent());
        timeOnPage.ifPresent(out::duration);
    }

    private static Optional<Duration> readTimeOnPage(FieldReader in) {
        return in.flag() ? Optional.of(in.duration()) : Optional.empty();
    }

    private static void write(FieldWriter out, Tally tally) {
        out.number(tally.counts().size());
        tally.counts().forEach((line, count) -> {
            out.text(line.site().value());
            out.signedNumber(Math.floorDiv(line.slot().getEpochSecond(), Tally.SLOT_SECONDS));
            write(out, line.outcome());
            out.number(count);
        });
    }

    private static Tally readTally(FieldReader in) {
        int lines = in.count();
        Map<Tally.Line, Long> counts = new HashMap<>();
        for (int i = 0; i < lines; i++) {
            SiteId site = new SiteId(in.text());
            Instant slot = Instant.ofEpochSecond(in.signedNumber() * Tally.SLOT_SECONDS);
            counts.put(new Tally.Line(site, slot, readOutcome(in)), in.number());
        }
        return new Tally(counts);
    }

    private static void write(FieldWriter out, Outcome outcome) {
        switch (outcome) {
            case Outcome.Stored _ -> out.octet(STORED);
            case Outcome.Dropped(DropReason reason, String detail) -> {
                out.octet(DROPPED);
                out.text(reason.code());
                out.text(detail);
            }
            case Outcome.Rejected(RejectReason reason) -> {
                out.octet(REJECTED);
                out.text(reason.code());
            }
            case Outcome.LeftOut(Omission what) -> {
                out.octet(LEFT_OUT);
                out.text(what.code());
            }
        }
    }

    private static Outcome readOutcome(FieldReader in) {
        int kind = in.octet();
        return switch (kind) {
            case STORED -> Outcome.STORED;
            case DROPPED -> new Outcome.Dropped(named(DROP_REASONS, in.text()), in.text());
            case REJECTED -> new Outcome.Rejected(named(REJECT_REASONS, in.text()));
            case LEFT_OUT -> new Outcome.LeftOut(named(OMISSIONS, in.text()));
            default -> throw new UnreadableEntryException("A tally has an outcome of unknown kind " + kind);
        };
    }

    private static <E> E named(Map<String, E> constants, String text) {
        E constant = constants.get(text);
        if (constant == null) {
            throw new UnreadableEntryException("An entry has an unknown name");
        }
        return constant;
    }

    private static <E> Map<String, E> byName(E[] constants, Function<E, String> name) {
        return Arrays.stream(constants).collect(Collectors.toUnmodifiableMap(name, Function.identity()));
    }
}
