package dev.zta.server.stats;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.SiteDirectory;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import java.util.Map;
import java.util.function.Function;

/** Reads what is asked about a site, before anybody's right to ask is judged (contract: api-keys, "Order of checks"). */
public final class SiteParameters {
    private static final int BAD_REQUEST = 400;

    private final SiteCalendars calendars;

    public SiteParameters(SiteDirectory sites) {
        calendars = new SiteCalendars(sites);
    }

    /**
     * The site that is asked about, as it was written.
     *
     * @throws ApiException 400 when there is none
     */
    public static String siteId(Call call) {
        return call.query("siteId").orElseThrow(() -> new ApiException(BAD_REQUEST, "Site ID required"));
    }

    /**
     * Reads parameters in the days of the site.
     *
     * @throws ApiException 400 with the contract's text for bad ones
     */
    public <T> T read(String siteId, Function<SiteCalendar, T> parser) {
        try {
            return parser.apply(calendars.of(siteId));
        } catch (BadQueryException e) {
            throw refused(e);
        }
    }

    /** The answer to bad parameters. */
    public static ApiException refused(BadQueryException bad) {
        return bad.fields().isEmpty()
                ? new ApiException(BAD_REQUEST, bad.error())
                : new ApiException(BAD_REQUEST, bad.error(), Map.of("fields", bad.fields()));
    }
}
