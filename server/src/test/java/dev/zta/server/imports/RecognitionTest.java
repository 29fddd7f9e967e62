package dev.zta.server.imports;

import static dev.zta.server.imports.LogLinesTest.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.store.ImportedContent;
import dev.zta.server.imports.LogLines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, "Twice is once". */
class RecognitionTest {
    private static final String LONG = lines(0, 60_000);
    private static final String LONGER = LONG + lines(60_000, 90_000);

    @TempDir
    Path folder;

    @Test
    void a_log_that_grew_goes_on_where_it_ended() {
        Recognition recognition = new Recognition(List.of(content("one\ntwo\n", 2), content("one\n", 1)));
        assertThat(nextAfterKnown(recognition, stream("one\ntwo\nthree\n"))).contains("three");
        assertThat(nextAfterKnown(recognition, stream("one\nother\n"))).contains("other");
        assertThat(nextAfterKnown(recognition, stream("other\n"))).contains("other");
        assertThat(nextAfterKnown(recognition, stream("one\ntwo\n"))).isEmpty();
    }

    @Test
    void a_line_that_was_cut_when_the_log_was_read_is_not_read_again() {
        Recognition recognition = new Recognition(List.of(content("one\ntw", 2)));
        assertThat(nextAfterKnown(recognition, stream("one\ntwo\nthree\n"))).contains("three");
        assertThat(nextAfterKnown(recognition, stream("one\ntw\nthree\n"))).contains("three");
    }

    @Test
    void long_content_is_known_again_as_a_file_and_as_a_stream() throws IOException {
        Recognition recognition = new Recognition(List.of(mark(LONG), content(LONG, 60_000)));
        assertThat(nextAfterKnown(recognition, file(LONGER))).contains("line 60000");
        assertThat(nextAfterKnown(recognition, stream(LONGER))).contains("line 60000");
        assertThat(nextAfterKnown(recognition, stream(LONG))).isEmpty();
        assertThat(nextAfterKnown(recognition, stream("other\n" + LONG))).contains("other");
    }

    @Test
    void long_content_that_goes_another_way_is_read_from_a_file_and_refused_from_a_stream() throws IOException {
        String other = LONG.substring(0, LONG.length() - 2) + "!\n";
        Recognition recognition = new Recognition(List.of(mark(LONG), content(LONG, 60_000)));
        assertThat(nextAfterKnown(recognition, file(other))).contains("line 0");
        assertThatThrownBy(() -> nextAfterKnown(recognition, stream(other)))
                .isInstanceOf(UnknownContinuationException.class)
                .hasMessageContaining("nothing was imported");
    }

    @Test
    void only_the_head_of_long_content_is_marked_and_only_once() {
        byte[] head = LONG.getBytes(StandardCharsets.UTF_8);
        byte[] exactly = java.util.Arrays.copyOf(head, LogLines.LOOK_AHEAD_BYTES);
        assertThat(new Recognition(List.of()).missingMark(exactly)).contains(mark(LONG));
        assertThat(new Recognition(List.of(mark(LONG))).missingMark(exactly)).isEmpty();
        assertThat(new Recognition(List.of()).missingMark("short".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static ImportedContent mark(String content) {
        ImportedContent head = content(content.substring(0, LogLines.LOOK_AHEAD_BYTES), 1);
        return new ImportedContent(head.bytes(), head.sha256(), 0);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "line " + i + " " + "x".repeat(20) + "\n")
                .collect(Collectors.joining());
    }

    private ImportSource file(String content) throws IOException {
        return new ImportSource.OfFile(
                Files.writeString(folder.resolve("access.log"), content), UnaryOperator.identity());
    }

    private static ImportSource stream(String content) {
        return new ImportSource.OfStream(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> nextAfterKnown(Recognition recognition, ImportSource source) {
        try (LogLines lines = LogLines.open(source.open())) {
            recognition.passKnown(source, lines, _ -> {});
            return lines.next().map(line -> ((Line.Text) line).text().replace(" " + "x".repeat(20), ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
