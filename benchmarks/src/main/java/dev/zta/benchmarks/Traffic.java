package dev.zta.benchmarks;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Device;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Visits as a site of some size sees them: few pages and referrers get most (Zipf), a visit has three pageviews on average,
 * one visitor in five comes back the same day, one hit in ten is a custom event. The same seed gives the same visits.
 */
final class Traffic {
    private static final int PAGES = 5_000;
    private static final int REFERRERS = 300;
    private static final List<String> COUNTRIES =
            List.of("US", "DE", "GB", "FR", "NL", "IN", "BR", "JP", "CA", "PL", "ES", "IT", "SE", "AU", "ZZ");
    private static final List<String> BROWSERS =
            List.of("Chrome", "Safari", "Firefox", "Edge", "Samsung Internet", "Opera", "Other");
    private static final List<String> SYSTEMS = List.of("Windows", "Android", "iOS", "macOS", "Linux", "ChromeOS");
    private static final List<String> ACTIONS =
            List.of("signup", "download", "scroll_50", "outbound", "play", "search");

    private final Random random;
    private final double[] pages = zipf(PAGES, 1.0);
    private final double[] referrers = zipf(REFERRERS, 1.1);

    Traffic(long seed) {
        random = new Random(seed);
    }

    private static double[] zipf(int size, double exponent) {
        double[] cumulated = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1 / Math.pow(i + 1, exponent);
            cumulated[i] = sum;
        }
        for (int i = 0; i < size; i++) {
            cumulated[i] /= sum;
        }
        return cumulated;
    }

    private int pick(double[] cumulated) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble());
        return Math.min(cumulated.length - 1, found < 0 ? -found - 1 : found);
    }

    /** Uneven, so that the first ones are frequent. */
    private <T> T frequent(List<T> of) {
        double share = random.nextDouble();
        return of.get((int) (share * share * of.size()));
    }

    /** About so many hits of one day, in the order of time. */
    List<Event> day(SiteId site, SiteDay day, int hits) {
        List<Event> events = new ArrayList<>(hits + 20);
        while (events.size() < hits) {
            person(site, day, events);
        }
        events.sort(Comparator.comparing(Event::time));
        return events;
    }

    private void person(SiteId site, SiteDay day, List<Event> events) {
        Visitor visitor = new Visitor(random.nextLong(), random.nextLong());
        Client client = new Client(
                frequent(List.of(Device.DESKTOP, Device.MOBILE, Device.TABLET)),
                frequent(BROWSERS),
                Integer.toString(120 + random.nextInt(25)),
                frequent(SYSTEMS),
                Integer.toString(10 + random.nextInt(6)),
                "1920x1080");
        String country = frequent(COUNTRIES);
        Place place = new Place(country, country + " region " + random.nextInt(12));
        int visits = random.nextInt(5) == 0 ? 2 : 1;
        for (int visit = 0; visit < visits; visit++) {
            visit(site, day, visitor, client, place, events);
        }
    }

    private void visit(SiteId site, SiteDay day, Visitor visitor, Client client, Place place, List<Event> events) {
        long length = Duration.between(day.startsAt(), day.endsAt()).toMillis();
        long busy = (long) (length * (random.nextDouble() + random.nextDouble()) / 2);
        Instant time = day.startsAt().plusMillis(busy);
        long hint = random.nextLong() | 1;
        Source source = source();
        while (time.isBefore(day.endsAt())) {
            boolean isEvent = random.nextInt(10) == 0;
            events.add(new Event(
                    site,
                    day,
                    time,
                    visitor,
                    hint,
                    path(pick(pages)),
                    client,
                    place,
                    isEvent ? Source.DIRECT : source,
                    isEvent
                            ? new Detail.CustomEvent(frequent(ACTIONS), "", "", Optional.empty(), true)
                            : new Detail.Pageview(random.nextLong())));
            if (random.nextInt(10) < 3) {
                return;
            }
            time = time.plusMillis(5_000 + random.nextInt(180_000));
        }
    }

    /** Pages lie in sections, so that a filter with a wildcard finds some of each popularity. */
    private static String path(int page) {
        return "/section-" + page % 40 + "/page-" + page;
    }

    private Source source() {
        if (random.nextInt(100) < 45) {
            return Source.DIRECT;
        }
        String domain = "referrer-" + pick(referrers) + ".example";
        Campaign campaign = random.nextInt(12) == 0
                ? new Campaign("letter", "email", "issue-" + random.nextInt(20), "", "")
                : Campaign.NONE;
        return new Source(
                domain, frequent(List.of(Channel.ORGANIC, Channel.REFERRAL, Channel.SOCIAL, Channel.PAID)), campaign);
    }
}
