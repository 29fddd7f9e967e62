package dev.zta.server.writer;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.Extent;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitSpan;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.PurgedDays;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store whose appends fail while a test wants them to, as on a full disk. */
final class FailingStore implements EventStore {
    private final EventStore inner;
    private volatile boolean isFailing;

    FailingStore(EventStore inner) {
        this.inner = inner;
    }

    void fail(boolean fails) {
        isFailing = fails;
    }

    @Override
    public void start() {
        inner.start();
    }

    @Override
    public long position() {
        return inner.position();
    }

    @Override
    public long checkpointedPosition() {
        return inner.checkpointedPosition();
    }

    @Override
    public void append(List<JournalRecord> records) {
        if (isFailing) {
            throw new IllegalStateException("No space left on device");
        }
        inner.append(records);
    }

    @Override
    public List<ImportedContent> imported(SiteId site) {
        return inner.imported(site);
    }

    @Override
    public void appendImport(SiteId site, Optional<ImportedContent> before, ImportedContent after, List<Event> events) {
        inner.appendImport(site, before, after, events);
    }

    @Override
    public HitPage<StoredPageview> pageviews(SiteId site, HitSpan span, int most) {
        return inner.pageviews(site, span, most);
    }

    @Override
    public HitPage<StoredEvent> customEvents(SiteId site, HitSpan span, int most) {
        return inner.customEvents(site, span, most);
    }

    @Override
    public Set<String> commonScreens(SiteId site, Period period, Set<String> screens, int leastVisitors) {
        return inner.commonScreens(site, period, screens, leastVisitors);
    }

    @Override
    public List<Unit> openUnits() {
        return inner.openUnits();
    }

    @Override
    public List<Unit> uncompactedUnits() {
        return inner.uncompactedUnits();
    }

    @Override
    public List<Unit> close(List<Unit> units) {
        return inner.close(units);
    }

    @Override
    public void compact(List<Unit> units) {
        inner.compact(units);
    }

    @Override
    public void rebuild(SiteId site, LocalDate day) {
        inner.rebuild(site, day);
    }

    @Override
    public Optional<PurgedDays> daysBefore(SiteId site, LocalDate firstDayKept) {
        return inner.daysBefore(site, firstDayKept);
    }

    @Override
    public Optional<PurgedDays> purgeBefore(SiteId site, LocalDate firstDayKept) {
        return inner.purgeBefore(site, firstDayKept);
    }

    @Override
    public void purge(SiteId site) {
        inner.purge(site);
    }

    @Override
    public void checkpoint() {
        inner.checkpoint();
    }

    @Override
    public List<ReportTable> report(List<Query> queries, Duration timeLimit) {
        return inner.report(queries, timeLimit);
    }

    @Override
    public Tally tally(SiteId site, Instant from, Instant to) {
        return inner.tally(site, from, to);
    }

    @Override
    public Optional<Extent> extent(SiteId site, LocalDate firstDay) {
        return inner.extent(site, firstDay);
    }

    @Override
    public long version(SiteId site) {
        return inner.version(site);
    }

    @Override
    public List<String> verify() {
        return inner.verify();
    }

    @Override
    public List<String> describeColumns() {
        return inner.describeColumns();
    }

    @Override
    public void check() {
        inner.check();
    }

    @Override
    public void close() {
        inner.close();
    }
}
