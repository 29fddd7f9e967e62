package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.util.List;
import java.util.Optional;

/** Saved filters of sites. Thread-safe. */
public interface Segments {
    /** What became of a segment that was to be stored. */
    enum Stored {
        DONE,
        /** Another one of the site has this name. */
        NAME_TAKEN,
        /** The site has as many as it may. */
        TOO_MANY
    }

    /**
     * Adds a segment.
     *
     * @param most how many its site may have
     */
    Stored add(Segment segment, int most);

    /** Writes a segment in the place of the one with its id. */
    Stored replace(Segment segment);

    /** A site's segments by name, then id. */
    List<Segment> of(SiteId site);

    Optional<Segment> find(String id);

    /** Removes a segment; says whether it was there. */
    boolean remove(String id);
}
