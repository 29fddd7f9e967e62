package dev.zta.server.track;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A caller of the tracking endpoint, with a real journal behind it. */
abstract class TrackCaller {
    static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    static final String SITE = "\"siteId\":\"site_12345678\"";
    static final String VIEW = "{" + SITE + ",\"type\":\"pageview\",\"path\":\"/a\"}";
    static final Outcome STORED = Outcome.STORED;

    @TempDir
    Path folder;

    TrackServer open;

    @BeforeEach
    void serve() {
        open = new TrackServer(folder);
    }

    @AfterEach
    void close() {
        open.close();
    }

    final TestClient client() {
        return client(FIREFOX);
    }

    final TestClient client(String userAgent) {
        return open.client().with("User-Agent", userAgent);
    }

    final TestClient keyed(String key) {
        return client().bearer(key);
    }

    final List<JournalEntry> entries() {
        return open.journal().readAfter(0, 1 << 24).stream()
                .map(JournalRecord::entries)
                .flatMap(List::stream)
                .toList();
    }

    final List<Event> events() {
        return entries().stream().flatMap(entry -> entry.events().stream()).toList();
    }

    final Map<Outcome, Long> ledger() {
        return entries().stream()
                .flatMap(entry -> entry.tally().counts().entrySet().stream())
                .collect(Collectors.toMap(line -> line.getKey().outcome(), Map.Entry::getValue, Long::sum));
    }

    static Outcome rejected(RejectReason reason) {
        return new Outcome.Rejected(reason);
    }
}
