package dev.zta.server.sites;

import dev.zta.server.accounts.NewSite;
import dev.zta.server.accounts.NewSite.Retention;
import dev.zta.server.accounts.SettingsChange;
import dev.zta.server.accounts.SiteSettings;
import dev.zta.server.accounts.SiteUpdate;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Json;
import dev.zta.server.http.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of {@code POST} and {@code PATCH /api/sites}: fields by their types. */
final class SiteBody {
    private static final Set<String> SETTINGS = Set.of(
            "excludePaths",
            "ignoreParams",
            "dataRetention",
            "heatmapPages",
            "excludeIps",
            "excludeCountries",
            "allowHostnames",
            "excludeReferrers",
            "referrerSpam");
    private static final Json JSON = new Json();

    private final JsonFields body;
    private final Optional<JsonFields> settings;
    private final boolean keepsForEver;

    private SiteBody(JsonFields body, boolean keepsForEver) {
        this.body = body;
        this.keepsForEver = keepsForEver;
        settings = body.object("settings").map(object -> object.only(SETTINGS));
    }

    static SiteBody of(Call call) {
        return new SiteBody(
                JsonFields.of(call.json(), SiteSettings::invalid),
                JSON.isNull(call.body(), List.of("settings", "dataRetention")));
    }

    Optional<String> id() {
        return body.filledText("id");
    }

    /** The site that is asked for. */
    NewSite newSite(String owner) {
        String domain = text("domain", "Invalid domain format")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new ApiException(400, "Domain is required"));
        return new NewSite(
                owner,
                domain,
                name(),
                text("timezone", "Invalid timezone"),
                body.flag("public").orElse(false),
                settings());
    }

    /** The changes that are asked for. */
    SiteUpdate update() {
        return new SiteUpdate(
                text("domain", "Domain cannot be changed"),
                name(),
                text("timezone", "Invalid timezone"),
                body.flag("public"),
                settings());
    }

    private SettingsChange settings() {
        return new SettingsChange(
                texts("excludePaths"),
                texts("ignoreParams"),
                retention(),
                texts("heatmapPages"),
                texts("excludeIps"),
                texts("excludeCountries"),
                texts("allowHostnames"),
                texts("excludeReferrers"),
                settings.flatMap(fields -> fields.flag("referrerSpam")));
    }

    private Optional<String> name() {
        return body.has("name") ? body.text("name") : body.text("nickname");
    }

    private Optional<List<String>> texts(String name) {
        return settings.flatMap(fields -> fields.texts(name));
    }

    private Optional<Retention> retention() {
        return keepsForEver
                ? Optional.of(new Retention.ForEver())
                : settings.flatMap(fields -> fields.number("dataRetention")).map(SiteBody::days);
    }

    /** A number that is no whole one is out of bounds like any other wrong one: as no days at all. */
    private static Retention days(Number number) {
        double days = number.doubleValue();
        return new Retention.Days(days == Math.rint(days) ? (long) days : 0);
    }

    /** A field whose wrong type has the same text as its wrong value. */
    private Optional<String> text(String name, String error) {
        if (body.has(name) && !body.isText(name)) {
            throw new ApiException(400, error);
        }
        return body.text(name);
    }
}
