package dev.zta.core.imports;

import dev.zta.core.collect.Agent;
import dev.zta.core.collect.AgentReader;
import dev.zta.core.collect.Arrival;
import dev.zta.core.collect.Beacon;
import dev.zta.core.collect.ClientAddress;
import dev.zta.core.collect.Collector;
import dev.zta.core.collect.SiteRules;
import dev.zta.core.collect.Verdict;
import dev.zta.core.event.Client;
import dev.zta.core.event.Place;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns the lines of an access log into pageviews (contract: cli, "Importing an access log"). One object for one import; not
 * thread-safe. It remembers user agents and days of this import in memory, bounded, and writes nothing.
 */
public final class AccessLogRules {
    private static final int MAX_AGENTS = 8_192;
    private static final int MAX_DAYS = 64;
    private static final Agent NO_AGENT = new Agent("", Client.UNKNOWN, Optional.empty());
    private static final LineOutcome PERSONAL_DATA = new LineOutcome.Rejected("personal data in its path or referrer");

    private final Collector collector = new Collector();
    private final SiteRules rules;
    private final AccessLogFormat format;
    private final AgentReader agentReader;
    private final SaltVault salts;
    private final Function<String, Place> places;
    private final LocalDate firstKeptDay;
    private final Map<String, Agent> agents = new HashMap<>();
    private final Map<LocalDate, SaltedDay> days = new HashMap<>();
    private Optional<SaltedDay> latestDay = Optional.empty();

    private record SaltedDay(SiteDay day, DaySalt salt) {}

    /**
     * Rules for one import.
     *
     * @param rules the site's
     * @param agentReader with the patterns for logs, where plain HTTP clients are bots
     * @param salts makes the visitors of imported days
     * @param places country and region of an address
     * @param now decides what is older than the site keeps
     */
    public AccessLogRules(
            SiteRules rules,
            AccessLogFormat format,
            AgentReader agentReader,
            SaltVault salts,
            Function<String, Place> places,
            Instant now) {
        this.rules = rules;
        this.format = format;
        this.agentReader = agentReader;
        this.salts = salts;
        this.places = places;
        firstKeptDay = firstKeptDay(rules.site(), now);
    }

    private static LocalDate firstKeptDay(Site site, Instant now) {
        return site.firstDayKept(now).orElse(LocalDate.EPOCH.minusDays(1));
    }

    /**
     * Decides on a line.
     *
     * @param line without its line end
     * @param isKnown whether this line was imported before
     */
    public LineOutcome judge(String line, boolean isKnown) {
        return switch (AccessLogLine.parse(line, format)) {
            case ParsedLine.Malformed malformed -> new LineOutcome.Rejected(malformed.reason());
            case AccessLogLine _ when isKnown -> LineOutcome.DUPLICATE;
            case AccessLogLine request -> judge(request);
        };
    }

    private LineOutcome judge(AccessLogLine request) {
        Agent agent = agent(request.userAgent());
        Optional<ImportDrop> drop = drop(request, agent);
        if (drop.isPresent()) {
            return new LineOutcome.Dropped(drop.get());
        }
        SaltedDay day = day(Instant.ofEpochSecond(request.epochSecond()));
        if (day.day().date().isBefore(firstKeptDay)) {
            return new LineOutcome.Dropped(ImportDrop.RETENTION);
        }
        Beacon beacon = Beacon.pageview(request.target(), request.referrer());
        return collector.judge(beacon, arrival(request, agent, day)) instanceof Verdict.Keep keep
                ? new LineOutcome.Imported(keep.event())
                : PERSONAL_DATA;
    }

    private Optional<ImportDrop> drop(AccessLogLine request, Agent agent) {
        if (agent.bot().isPresent()) {
            return Optional.of(ImportDrop.BOT);
        }
        if (rules.excludesAddress(request.client())) {
            return Optional.of(ImportDrop.EXCLUDED_IP);
        }
        if (rules.excludesCountries() && rules.excludesCountry(place(request))) {
            return Optional.of(ImportDrop.EXCLUDED_COUNTRY);
        }
        if (rules.excludesReferrer(request.referrer())) {
            return Optional.of(ImportDrop.REFERRER_SPAM);
        }
        String path = rules.cleanPath(request.target());
        if (rules.excludes(path)) {
            return Optional.of(ImportDrop.EXCLUDED_PATH);
        }
        boolean isPage = !request.target().isEmpty() && PageRule.isPage(path);
        if (isPage && (request.status() == 404 || request.status() == 410)) {
            return Optional.of(ImportDrop.NOT_FOUND);
        }
        return isPage && request.method().equals("GET") && wasShown(request.status())
                ? Optional.empty()
                : Optional.of(ImportDrop.NOT_A_PAGE);
    }

    private static boolean wasShown(int status) {
        return (status >= 200 && status < 300) || status == 304;
    }

    private Agent agent(String header) {
        if (format == AccessLogFormat.COMMON) {
            return NO_AGENT;
        }
        Agent known = agents.get(header);
        if (known != null) {
            return known;
        }
        if (agents.size() >= MAX_AGENTS) {
            agents.clear();
        }
        Agent read = header.isEmpty()
                ? new Agent("", Client.UNKNOWN, Optional.of("no user agent"))
                : agentReader.read(header);
        agents.put(header, read);
        return read;
    }

    private SaltedDay day(Instant time) {
        if (latestDay.isEmpty() || !latestDay.get().day().contains(time)) {
            if (days.size() >= MAX_DAYS) {
                days.clear();
            }
            LocalDate date = rules.site().calendar().dayAt(time).date();
            latestDay = Optional.of(days.computeIfAbsent(date, this::salted));
        }
        return latestDay.get();
    }

    private SaltedDay salted(LocalDate date) {
        SiteDay day = rules.site().calendar().dayOn(date);
        return new SaltedDay(day, salts.importSaltFor(rules.site().id(), day));
    }

    private Arrival arrival(AccessLogLine request, Agent agent, SaltedDay day) {
        Optional<String> address = ClientAddress.of(request.client());
        return new Arrival(
                rules,
                day.day(),
                day.salt(),
                Instant.ofEpochSecond(request.epochSecond()),
                address.orElseGet(() -> request.client().toLowerCase(Locale.ROOT)),
                agent,
                Arrival.Caller.SERVER,
                place(request),
                Optional.empty());
    }

    private Place place(AccessLogLine request) {
        return ClientAddress.of(request.client()).map(places).orElse(Place.UNKNOWN);
    }
}
