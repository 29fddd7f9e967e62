package dev.zta.server.archive;

import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitPosition;
import dev.zta.core.store.HitReader;
import dev.zta.core.store.HitSpan;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import dev.zta.server.http.Json;
import dev.zta.server.sites.SettingsView;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes all data of a site into a ZIP: every pageview and event of the days that the site keeps, oldest first, and the settings,
 * but the addresses that are not counted, since the file may reach members who don't see them (contract: beyond, "Exclusions per
 * site"). Goals and funnels do not exist yet, so their lists are empty. Memory holds one page of hits, however many there are.
 */
final class SiteArchive {
    private static final int HITS_A_PAGE = 10_000;
    private static final List<Object> NONE_YET = List.of();

    private final Json json = new Json();
    private final HitReader hits;
    private final Site site;
    private final Instant now;

    /**
     * The archive of a site.
     *
     * @param now decides which days are kept; stands in the ZIP as the time of its files
     */
    SiteArchive(HitReader hits, Site site, Instant now) {
        this.hits = hits;
        this.site = site;
        this.now = now;
    }

    /** Reads one page. */
    @FunctionalInterface
    private interface Pages<T> {
        HitPage<T> read(SiteId site, HitSpan span, int most);
    }

    /** Writes all of it; says how many hits there are. */
    long writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Table<StoredPageview> views =
                new Table<>(HitTable.PAGEVIEWS, hits::pageviews, HitTable::line, AttributedHit::of);
        Table<StoredEvent> events = new Table<>(HitTable.EVENTS, hits::customEvents, HitTable::line, AttributedHit::of);
        long rows = write(zip, "pageviews.csv", views) + write(zip, "events.csv", events);
        writeAttributes(zip, List.of(views, events));
        writeJson(zip, "goals.json", NONE_YET);
        writeJson(zip, "funnels.json", NONE_YET);
        writeJson(zip, "settings.json", settings());
        zip.finish();
        return rows;
    }

    /** A table of the archive, and whether any of its hits has more than it shows. */
    private static final class Table<T> {
        private final String header;
        private final Pages<T> pages;
        private final Function<T, String> line;
        private final Function<T, AttributedHit> attributed;
        private boolean hasAttributes;

        Table(String header, Pages<T> pages, Function<T, String> line, Function<T, AttributedHit> attributed) {
            this.header = header;
            this.pages = pages;
            this.line = line;
            this.attributed = attributed;
        }

        String line(T hit) {
            hasAttributes = hasAttributes || attributed.apply(hit).hasAny();
            return line.apply(hit);
        }
    }

    private <T> long write(ZipOutputStream zip, String name, Table<T> table) throws IOException {
        begin(zip, name);
        Writer text = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        text.write(table.header);
        long rows = 0;
        HitSpan span = span();
        Optional<HitPosition> next = Optional.of(span.from());
        while (next.isPresent()) {
            HitPage<T> page = table.pages.read(site.id(), span.goingOn(next.get()), HITS_A_PAGE);
            for (T hit : page.hits()) {
                text.write(table.line(hit));
            }
            rows += page.hits().size();
            next = page.next();
        }
        text.flush();
        zip.closeEntry();
        return rows;
    }

    /** What a site's tables have no columns for; few sites have any, so that it is worth a second look. */
    private void writeAttributes(ZipOutputStream zip, List<Table<?>> tables) throws IOException {
        if (tables.stream().noneMatch(table -> table.hasAttributes)) {
            return;
        }
        begin(zip, "properties.json");
        String before = "[";
        for (Table<?> table : tables) {
            if (table.hasAttributes) {
                before = writeAttributes(zip, before, table);
            }
        }
        zip.write(']');
        zip.closeEntry();
    }

    /** Returns what stands before the next one. */
    private <T> String writeAttributes(ZipOutputStream zip, String first, Table<T> table) throws IOException {
        String before = first;
        HitSpan span = span();
        Optional<HitPosition> next = Optional.of(span.from());
        while (next.isPresent()) {
            HitPage<T> page = table.pages.read(site.id(), span.goingOn(next.get()), HITS_A_PAGE);
            for (T hit : page.hits()) {
                AttributedHit attributed = table.attributed.apply(hit);
                if (attributed.hasAny()) {
                    zip.write(before.getBytes(StandardCharsets.US_ASCII));
                    zip.write(json.write(attributed));
                    before = ",\n";
                }
            }
            next = page.next();
        }
        return before;
    }

    private HitSpan span() {
        return site.firstDayKept(now)
                .map(day -> HitSpan.since(site.calendar().dayOn(day).startsAt()))
                .orElse(HitSpan.ALL);
    }

    private void writeJson(ZipOutputStream zip, String name, Object value) throws IOException {
        begin(zip, name);
        zip.write(json.write(value));
        zip.closeEntry();
    }

    private void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(now));
        zip.putNextEntry(entry);
    }

    private Map<String, Object> settings() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", site.id().value());
        view.put("domain", site.domain());
        view.put("name", site.name());
        view.put("timezone", site.zone().getId());
        view.put("public", site.isPublic());
        view.put("createdAt", site.createdAt());
        view.put("verifiedAt", site.verifiedAt());
        view.put("settings", SettingsView.of(site));
        return view;
    }
}
