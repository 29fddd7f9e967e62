package dev.zta.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.store.ImportedContent;
import dev.zta.server.imports.LogLines.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    @Test
    void a_line_ends_before_LF_and_before_the_CR_that_stands_there() throws IOException {
        assertThat(texts("one\r\ntwo\n\nfour\r")).containsExactly("one", "two", "", "four");
        assertThat(texts("")).isEmpty();
        assertThat(texts("\n")).containsExactly("");
    }

    @Test
    void a_line_over_64_KiB_is_none_and_the_next_one_is_read() throws IOException {
        String longest = "a".repeat(LogLines.MAX_LINE_BYTES);
        String huge = "b".repeat(3 * LogLines.LOOK_AHEAD_BYTES);
        try (LogLines lines = open(longest + "\n" + longest + "x\n" + huge + "\nlast")) {
            assertThat(lines.next()).contains(new Line.Text(longest));
            assertThat(lines.next()).contains(new Line.TooLong());
            assertThat(lines.next()).contains(new Line.TooLong());
            assertThat(lines.next()).contains(new Line.Text("last"));
            assertThat(lines.next()).isEmpty();
            assertThat(lines.lines()).isEqualTo(4);
        }
    }

    @Test
    void lines_across_the_look_ahead_are_whole() throws IOException {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            written.add("line " + i + " " + "x".repeat(i % 97));
        }
        assertThat(texts(String.join("\n", written))).isEqualTo(written);
    }

    @Test
    void what_was_passed_is_known_by_length_hash_and_number_of_lines() throws IOException {
        try (LogLines lines = open("one\ntwo\nthree")) {
            lines.next();
            lines.next();
            assertThat(lines.content()).isEqualTo(content("one\ntwo\n", 2));
            lines.next();
            assertThat(lines.content()).isEqualTo(content("one\ntwo\nthree", 3));
        }
        try (LogLines lines = open("one\ntwo\nthree")) {
            assertThat(lines.passTo(8, _ -> {})).isTrue();
            assertThat(lines.content()).isEqualTo(content("one\ntwo\n", 2));
            assertThat(lines.passTo(14, _ -> {})).isFalse();
        }
        List<Line> passed = new ArrayList<>();
        try (LogLines lines = open("one\ntwo\nthree")) {
            assertThat(lines.passTo(6, passed::add)).isTrue();
            assertThat(passed).containsExactly(new Line.Text("one"), new Line.Text("tw"));
            assertThat(lines.content()).isEqualTo(content("one\ntw", 2));
        }
    }

    @Test
    void gzip_is_read_as_what_is_in_it() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("one\ntwo".getBytes(StandardCharsets.UTF_8));
        }
        ImportSource source = new ImportSource.OfStream(new ByteArrayInputStream(packed.toByteArray()));
        try (LogLines lines = LogLines.open(source.open())) {
            assertThat(lines.next()).contains(new Line.Text("one"));
        }
    }

    static LogLines open(String text) throws IOException {
        return LogLines.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static ImportedContent content(String text, long lines) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ImportedContent(
                bytes.length, HexFormat.of().formatHex(LogLines.newSha256().digest(bytes)), lines);
    }

    private static List<String> texts(String content) throws IOException {
        List<String> texts = new ArrayList<>();
        try (LogLines lines = open(content)) {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                texts.add(((Line.Text) line.get()).text());
            }
        }
        return texts;
    }
}
