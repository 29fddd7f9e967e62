package dev.zta.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.imports.ImportDrop;
import dev.zta.core.imports.LineOutcome;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.Unit;
import dev.zta.store.contract.InMemoryEventStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract: cli, "Importing an access log", with rules of a toy format: {@code second visitor path}. */
class LogImportTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant FIRST_DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Site SITE = new Site(
            new SiteId("site_test"),
            "user_1",
            "example.org",
            "example.org",
            ZoneId.of("Asia/Kathmandu"),
            Exclusions.NONE,
            OptionalInt.empty(),
            false,
            FIRST_DAY);

    private static final ImportFormat COMBINED = new ImportFormat.Named(AccessLogFormat.COMBINED);

    private final InMemoryEventStore store = new InMemoryEventStore();
    private final LogImport imports = new LogImport(
            store,
            new StoreThread() {
                @Override
                public <T> T call(Supplier<T> work) {
                    return work.get();
                }
            },
            (_, _) -> LogImportTest::judge,
            () -> NOW);

    @Test
    void each_line_ends_in_exactly_one_count() throws IOException {
        ImportResult result = run("0 1 /\n60 1 /docs\n61 2 /\nbot\nbot\nnonsense\n");
        assertThat(result.read()).isEqualTo(6);
        assertThat(result.imported()).isEqualTo(3);
        assertThat(result.dropped()).isEqualTo(Map.of("bot", 2L));
        assertThat(result.rejected()).containsExactly(new RejectedLine(6, "not of the format"));
        assertThat(result.rejectedTotal()).isEqualTo(1);
        assertThat(result.visitors()).isEqualTo(2);
        assertThat(result.from()).contains(LocalDate.of(2026, 3, 1));
        assertThat(result.to()).contains(LocalDate.of(2026, 3, 1));
    }

    @Test
    void twice_is_once_and_a_log_that_grew_goes_on() throws IOException {
        run("0 1 /\nbot\n");
        ImportResult again = run("0 1 /\nbot\n");
        assertThat(again.duplicates()).isEqualTo(2);
        assertThat(again.read()).isEqualTo(2);
        assertThat(again.imported()).isZero();
        assertThat(again.from()).isEmpty();

        ImportResult grown = run("0 1 /\nbot\n7 3 /new\n");
        assertThat(grown.duplicates()).isEqualTo(2);
        assertThat(grown.imported()).isEqualTo(1);
        assertThat(grown.visitors()).isEqualTo(1);
    }

    @Test
    void a_line_that_can_not_be_read_is_rejected_also_the_second_time() throws IOException {
        run("0 1 /\nnonsense\n");
        ImportResult again = run("0 1 /\nnonsense\n");
        assertThat(again.rejected()).containsExactly(new RejectedLine(2, "not of the format"));
        assertThat(again.duplicates()).isEqualTo(1);
        assertThat(again.read()).isEqualTo(2);
    }

    @Test
    void an_import_that_broke_off_goes_on_where_the_last_batch_ended() {
        String log = IntStream.range(0, 120_000)
                .mapToObj(i -> i % 60_000 + " " + i % 1000 + " /page\n")
                .collect(Collectors.joining());
        int broken = log.indexOf("\n", 2 * LogLines.LOOK_AHEAD_BYTES - 300_000);
        InputStream half = new SequenceInputStream(
                new ByteArrayInputStream(log.substring(0, broken).getBytes(StandardCharsets.UTF_8)),
                new BrokenStream());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> imports.run(SITE, COMBINED, new ImportSource.OfStream(half), _ -> {})))
                .isInstanceOf(IOException.class);
        ImportResult rest = runQuietly(log);
        assertThat(rest.duplicates()).isGreaterThan(0);
        assertThat(rest.duplicates() + rest.imported()).isEqualTo(120_000);
        assertThat(store.imported(SITE.id())).hasSize(2);
        assertThat(runQuietly(log).duplicates()).isEqualTo(120_000);
    }

    @Test
    void days_that_are_over_are_closed_and_today_stays_open() throws IOException {
        long today = NOW.getEpochSecond() - FIRST_DAY.getEpochSecond() - 60;
        run("0 1 /\n" + today + " 1 /\n");
        assertThat(store.openUnits()).extracting(unit -> unit.day().date()).containsExactly(LocalDate.of(2026, 3, 2));
        assertThat(store.uncompactedUnits())
                .containsExactly(new Unit(SITE.id(), SiteDay.of(LocalDate.of(2026, 3, 1), SITE.zone())));
    }

    @Test
    void nothing_of_an_empty_log_is_nothing() throws IOException {
        assertThat(run("").read()).isZero();
        assertThat(run("").json()).containsEntry("from", Optional.empty()).containsEntry("read", 0L);
    }

    private ImportResult run(String log) throws IOException {
        return imports.run(
                SITE,
                COMBINED,
                new ImportSource.OfStream(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8))),
                Progress.NOT_WATCHED);
    }

    private ImportResult runQuietly(String log) {
        try {
            return run(log);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static LineOutcome judge(String line, boolean isKnown) {
        List<String> fields = List.of(line.split(" "));
        if (fields.size() != 3) {
            return line.equals("bot")
                    ? known(isKnown, new LineOutcome.Dropped(ImportDrop.BOT))
                    : new LineOutcome.Rejected("not of the format");
        }
        Instant time = FIRST_DAY.plusSeconds(Long.parseLong(fields.getFirst()));
        return known(
                isKnown,
                new LineOutcome.Imported(new Event(
                        SITE.id(),
                        SiteDay.at(time, SITE.zone()),
                        time,
                        new Visitor(Long.parseLong(fields.get(1)), 1),
                        0,
                        fields.getLast(),
                        Client.UNKNOWN,
                        Place.UNKNOWN,
                        Source.DIRECT,
                        new Detail.Pageview(0))));
    }

    private static LineOutcome known(boolean isKnown, LineOutcome outcome) {
        return isKnown ? LineOutcome.DUPLICATE : outcome;
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("broken");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }
}
