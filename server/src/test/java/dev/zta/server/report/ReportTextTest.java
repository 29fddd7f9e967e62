package dev.zta.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.http.Json;
import dev.zta.server.stats.StatsAnswer;
import dev.zta.server.stats.StatsAnswer.CampaignVisits;
import dev.zta.server.stats.StatsAnswer.Country;
import dev.zta.server.stats.StatsAnswer.Day;
import dev.zta.server.stats.StatsAnswer.Devices;
import dev.zta.server.stats.StatsAnswer.Page;
import dev.zta.server.stats.StatsAnswer.PathVisits;
import dev.zta.server.stats.StatsAnswer.Range;
import dev.zta.server.stats.StatsAnswer.Referrer;
import dev.zta.server.stats.StatsAnswer.Share;
import dev.zta.server.stats.StatsAnswer.Summary;
import dev.zta.server.stats.StatsAnswer.TrafficSources;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private final Json json = new Json();
    private final ReportText text = new ReportText(json);

    @Test
    void a_table_has_names_on_the_left_and_numbers_on_the_right() {
        assertThat(text.render("shop.example", answer("/docs"), ReportFormat.TABLE))
                .startsWith("""
                        shop.example, 2026-01-15 to 2026-01-15 (Europe/Amsterdam)

                        SUMMARY
                          number                    value
                          Pageviews                  1240
                          Unique visitors             402
                          Sessions                    455
                          Bounce rate (%)            38.7
                          Average session (s)         142
                          Average time on page (s)     58

                        DAYS
                          date        pageviews  visitors
                          2026-01-15       1240       402
                        """)
                .contains("  letter / - / jan")
                .endsWith("\n");
    }

    @Test
    void text_from_strangers_cannot_steer_the_terminal_nor_fill_it() {
        String table = text.render("shop.example", answer("/\u001b[2J" + "x".repeat(100)), ReportFormat.TABLE);
        assertThat(table).doesNotContain("\u001b").contains("/?[2J").contains("x…");
    }

    @Test
    void csv_has_a_line_per_row_and_no_formulas() {
        assertThat(text.render("shop.example", answer("=1+1,\"x\""), ReportFormat.CSV))
                .startsWith("Section,Name,Value,Visitors\nSummary,Pageviews,1240,\n")
                .contains("\nDays,2026-01-15,1240,402\n")
                .contains("\nPages,\"'=1+1,\"\"x\"\"\",1240,402\n");
    }

    @Test
    void json_is_the_answer_of_the_server_and_can_be_read_back() {
        String written = text.render("shop.example", answer("/docs"), ReportFormat.JSON);
        assertThat(written).contains("\"medium\":null").doesNotContain("hourly").doesNotContain("comparison");
        StatsAnswer read = ReportText.parse(json.write(answer("/docs")));
        assertThat(read).isEqualTo(answer("/docs"));
    }

    @Test
    void formats_have_the_names_of_the_command_line() {
        assertThat(ReportFormat.named("csv")).contains(ReportFormat.CSV);
        assertThat(ReportFormat.named("xml")).isEmpty();
    }

    private static StatsAnswer answer(String path) {
        BigDecimal zero = new BigDecimal("0.0");
        BigDecimal hundred = new BigDecimal("100.0");
        return new StatsAnswer(
                new Summary(1_240, 402, 455, new BigDecimal("38.7"), new BigDecimal("142"), new BigDecimal("58")),
                List.of(new Day(LocalDate.of(2026, 1, 15), 1_240, 402)),
                List.of(new Page(path, 1_240, 402)),
                List.of(new Referrer("(direct)", 455)),
                new Devices(hundred, zero, zero),
                List.of(new Share("Firefox", hundred)),
                List.of(new Country("NL", "Netherlands", 455)),
                new TrafficSources(hundred, zero, zero, zero, zero),
                List.of(new Share("Linux", hundred)),
                List.of(),
                List.of(new PathVisits("/", 455)),
                List.of(new PathVisits("/docs", 455)),
                List.of(new CampaignVisits(Optional.of("letter"), Optional.empty(), Optional.of("jan"), 14)),
                new Range(
                        Instant.parse("2026-01-14T23:00:00Z"),
                        Instant.parse("2026-01-15T23:00:00Z"),
                        "Europe/Amsterdam"),
                Optional.empty(),
                Optional.empty());
    }
}
