package dev.zta.duckdb.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.site.SiteId;
import dev.zta.duckdb.packed.ColumnCount.TooManyKeysException;
import dev.zta.duckdb.packed.Keys.Budget;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedUnitTest {
    private static final Query PAGES = Query.top(
            new SiteId("site_00000001"),
            new Period(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), ZoneOffset.UTC),
            Dimension.PAGE,
            List.of(),
            List.of(Metric.PAGEVIEWS_COUNT),
            3);

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 65_535, 65_536, 16_777_215, 16_777_216, Integer.MAX_VALUE})
    void numbers_of_any_width_come_back(int largest) {
        LongList list = new LongList();
        IntStream.of(1, largest, 0, largest / 2).forEach(list::add);
        ByteReader reader =
                new ByteReader(new ByteWriter().column(list).number(7).toBytes());
        assertThat(reader.column()).containsExactly(1, largest, 0, largest / 2);
        assertThat(reader.number()).isEqualTo(7);
    }

    @Test
    void so_do_large_numbers_and_texts() {
        LongList list = new LongList();
        LongStream.of(1L << 40, 0, Long.MAX_VALUE).forEach(list::add);
        ByteReader reader = new ByteReader(new ByteWriter()
                .column(list)
                .texts(List.of("", "/ß", "/\ud83e\udda6"))
                .number(7)
                .toBytes());
        assertThat(reader.longColumn()).containsExactly(1L << 40, 0, Long.MAX_VALUE);
        Texts texts = reader.texts();
        assertThat(IntStream.range(0, texts.size()).mapToObj(texts::get)).containsExactly("", "/ß", "/\ud83e\udda6");
        assertThat(reader.number()).isEqualTo(7);
    }

    /** Contract: stats-api, "ties": by code points, where UTF-16 has another order. */
    @Test
    void rows_stand_largest_first_and_ties_by_code_points() {
        KeySums sums = new KeySums(Set.of(Measure.PAGEVIEWS), new Keys(new Budget(10)));
        for (String path : List.of("/\ud83e\udda6", "/\uffff", "/", "/b", "/none")) {
            long views = path.equals("/b") ? 2 : path.equals("/none") ? 0 : 1;
            sums.add(path, List.of(Measure.PAGEVIEWS), new long[] {views});
        }
        TopRows.Page page = new TopRows(sums, PAGES).page();
        assertThat(page.rows()).extracting(TopRows.KeyedRow::key).containsExactly("/b", "/", "/\uffff");
        assertThat(page.total()).isEqualTo(4);
    }

    @Test
    void keys_are_bounded() {
        Budget budget = new Budget(2);
        Keys keys = new Keys(budget);
        keys.place("/a");
        new Keys(budget).place("/a");
        assertThat(keys.place("/a")).isZero();
        assertThatThrownBy(() -> keys.place("/b")).isInstanceOf(TooManyKeysException.class);
    }
}
