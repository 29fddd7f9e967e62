package dev.zta.store.contract;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Device;
import dev.zta.core.event.Place;
import dev.zta.core.event.Property;
import dev.zta.core.event.Property.Kind;
import dev.zta.core.event.Source;
import java.util.List;
import java.util.random.RandomGenerator;

/** Values that records are made of: few, so that they meet, and among them those that naive code gets wrong. */
final class Pools {
    /** Cases, wildcard and escape characters of filters and of SQL, text beyond the basic plane and just below it. */
    static final List<String> PATHS = List.of(
            "/",
            "/docs",
            "/Docs",
            "/docs/",
            "/docs/api",
            "/a*b",
            "/a\\b",
            "/a;b|c",
            "/100%_off",
            "/it's \"so\"",
            "/x?y=1&z=2",
            "/Ärger/ß",
            "/ärger/ß",
            "/emoji/😀",
            "/emoji/\uff01",
            "/emoji/\ue000");

    static final List<String> ACTIONS = List.of("signup", "Signup", "play_*", "play_1", "größe", "scroll_50");
    static final List<String> CATEGORIES = List.of("", "", "media", "Media");
    static final List<String> LABELS = List.of("", "", "it's; a \"label\"", "größe");
    static final List<String> PROPERTY_NAMES = List.of("plan", "Plan", "pla", "seats", "a.b-c_d");
    static final List<Property> PROPERTY_VALUES = List.of(
            new Property("", Kind.TEXT, "team"),
            new Property("", Kind.TEXT, "tea"),
            new Property("", Kind.TEXT, "größe 'x' % \\ 😀"),
            new Property("", Kind.TEXT, "5"),
            new Property("", Kind.TEXT, ""),
            new Property("", Kind.NUMBER, "5"),
            new Property("", Kind.BOOLEAN, "true"));
    static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");
    static final List<String> DOMAINS =
            List.of("", "", "example.org", "news.example.org", "t.co", "google.com", "zürich.example");
    static final List<String> CAMPAIGN_TEXTS = List.of("", "", "letter", "Letter", "jan|feb", "ÉTÉ", "été", "50%");
    static final List<Place> PLACES = List.of(
            Place.UNKNOWN,
            new Place("NL", "Utrecht"),
            new Place("NL", "Unknown"),
            new Place("BE", "Limburg"),
            new Place("NL", "Limburg"),
            new Place("DE", "Thüringen"));
    static final List<Client> CLIENTS = List.of(
            Client.UNKNOWN,
            new Client(Device.DESKTOP, "Firefox", "141", "Linux", "", "1920x1080"),
            new Client(Device.DESKTOP, "Edge", "140", "Windows", "11", ""),
            new Client(Device.MOBILE, "Safari", "19", "iOS", "19", "390x844"),
            new Client(Device.MOBILE, "Samsung Internet", "28", "Android", "16", "412x915"),
            new Client(Device.TABLET, "Other", "", "Other", "", "1024x1366"));

    private Pools() {}

    static <T> T one(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A few properties, each name once. */
    static List<Property> properties(RandomGenerator random) {
        return PROPERTY_NAMES.stream()
                .filter(_ -> random.nextInt(3) == 0)
                .map(name -> {
                    Property value = one(random, PROPERTY_VALUES);
                    return new Property(name, value.kind(), value.value());
                })
                .toList();
    }

    /** A source; now and then without anything, as most are. */
    static Source source(RandomGenerator random) {
        if (random.nextInt(3) == 0) {
            return Source.DIRECT;
        }
        Campaign campaign = random.nextBoolean()
                ? Campaign.NONE
                : new Campaign(
                        one(random, CAMPAIGN_TEXTS),
                        one(random, CAMPAIGN_TEXTS),
                        one(random, CAMPAIGN_TEXTS),
                        one(random, CAMPAIGN_TEXTS),
                        one(random, CAMPAIGN_TEXTS));
        return new Source(one(random, DOMAINS), one(random, List.of(Channel.values())), campaign);
    }
}
