package dev.zta.server.sites;

import dev.zta.core.site.SiteId;
import java.net.URI;
import java.util.function.Supplier;

/** The tag that a page needs to be measured (contract: sites, "trackingCode"; tracker). */
public final class TrackingCode {
    private final Supplier<URI> publicAddress;

    /**
     * Tags for one installation.
     *
     * @param publicAddress the setting {@code ZTA_URL}, without a slash at the end; asked for when a tag is made
     */
    public TrackingCode(Supplier<URI> publicAddress) {
        this.publicAddress = publicAddress;
    }

    String of(SiteId site) {
        return "<script async src=\"%s/track.js\" data-site-id=\"%s\"></script>"
                .formatted(publicAddress.get(), site.value());
    }
}
