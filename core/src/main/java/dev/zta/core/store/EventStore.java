package dev.zta.core.store;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Events, their sessions and their roll-ups, behind one port for every engine. One thread at a time writes ({@code append},
 * {@code appendImport}, {@code close}, {@code rebuild}, {@code compact}, {@code purge}, {@code checkpoint}); any number read.
 *
 * <p>Sessions, bounces, visitors and roll-ups of a (site, day) are a pure function of the events of that unit, so each of
 * them may be rebuilt at any time with the same result.
 */
public interface EventStore extends HitReader, AutoCloseable {
    /** Opens the engine and brings its tables up to date. */
    void start();

    /** Number of the last journal record whose events and tally are in the store. */
    long position();

    /** The position as of the last checkpoint: what the store still has when everything written since is lost. */
    long checkpointedPosition();

    /**
     * Takes up journal records: their events, their tally and the new position in one transaction, and the sessions of the
     * visitors they concern. Records at or below the position are skipped, so a repeated call changes nothing.
     */
    void append(List<JournalRecord> records);

    /** What has been imported for a site so far, longest first. */
    List<ImportedContent> imported(SiteId site);

    /**
     * Takes up imported events and how far their file was read, in one transaction.
     *
     * @param before what this import had read so far and which {@code after} replaces; empty at its first call
     */
    void appendImport(SiteId site, Optional<ImportedContent> before, ImportedContent after, List<Event> events);

    /** The units (site, day) that are not closed, or became dirty after closing. */
    List<Unit> openUnits();

    /** Closed units whose hashes have not been made dense numbers yet. */
    List<Unit> uncompactedUnits();

    /**
     * Derives sessions and roll-ups of the first of these units, as many as fit one transaction, and marks them closed. Units
     * that are closed already or not there, by site and date, need nothing.
     *
     * @return the units that remain to be closed by the next call
     */
    List<Unit> close(List<Unit> units);

    /** Replaces every visitor hash, session hint and page id of these closed units by a dense number within its unit. */
    void compact(List<Unit> units);

    /** Derives sessions and roll-ups of a unit anew from its events, whatever was there. */
    void rebuild(SiteId site, LocalDate day);

    /** What {@link #purgeBefore} would remove; empty when there is nothing. */
    Optional<PurgedDays> daysBefore(SiteId site, LocalDate firstDayKept);

    /** Removes whole days before this one; empty when there were none. */
    Optional<PurgedDays> purgeBefore(SiteId site, LocalDate firstDayKept);

    /** Removes all that belongs to the site. */
    void purge(SiteId site);

    /** Makes everything appended so far safe from the loss of the engine's write-ahead log. */
    void checkpoint();

    /**
     * Answers several queries from one consistent state.
     *
     * @throws QueryLimitException when they take longer than the limit, or more memory than there is; they are given up
     */
    List<ReportTable> report(List<Query> queries, Duration timeLimit);

    /** The ledger of a site for [from, to), both on a quarter-hour. */
    Tally tally(SiteId site, Instant from, Instant to);

    /** When the site's first and last pageviews were; empty without any. */
    default Optional<Extent> extent(SiteId site) {
        return extent(site, LocalDate.EPOCH);
    }

    /** The same of what lies in this day and later ones. */
    Optional<Extent> extent(SiteId site, LocalDate firstDay);

    /** Changes whenever an answer about the site could change: the reader's key for caching. */
    long version(SiteId site);

    /** Recomputes closed units and compares; a line for each difference, empty when all is well. */
    List<String> verify();

    /** Every stored column with a sentence on what it holds, {@code table.column: what}. */
    List<String> describeColumns();

    /**
     * Reads and writes a probe.
     *
     * @throws RuntimeException when the engine can't answer or write now
     */
    void check();

    @Override
    void close();
}
