package dev.zta.server.stats;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.site.SiteId;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what is asked about a site, before anybody's right to ask is judged (contract: api-keys, "Order of checks"). */
public final class SiteParameters {
    private static final int BAD_REQUEST = 400;

    private static final SiteCalendar UNKNOWN_SITE = SiteCalendar.of(ZoneOffset.UTC);

    private final SiteDirectory sites;

    public SiteParameters(SiteDirectory sites) {
        this.sites = sites;
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
     * Reads parameters. Dates mean days of the site, so an unknown site is given UTC for as long as it takes to refuse it.
     *
     * @throws ApiException 400 with the contract's text for bad ones
     */
    public <T> T read(String siteId, Function<SiteCalendar, T> parser) {
        try {
            return parser.apply(calendar(siteId));
        } catch (BadQueryException e) {
            throw refused(e);
        }
    }

    private SiteCalendar calendar(String siteId) {
        Optional<Site> site = SiteId.isValid(siteId) ? sites.find(new SiteId(siteId)) : Optional.empty();
        return site.map(Site::calendar).orElse(UNKNOWN_SITE);
    }

    /** The answer to bad parameters. */
    public static ApiException refused(BadQueryException bad) {
        return bad.fields().isEmpty()
                ? new ApiException(BAD_REQUEST, bad.error())
                : new ApiException(BAD_REQUEST, bad.error(), Map.of("fields", bad.fields()));
    }
}
