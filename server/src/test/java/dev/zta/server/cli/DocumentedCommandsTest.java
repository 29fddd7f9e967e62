package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies a command from the documentation gets no "Unknown option". */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");

    /** What the launcher does itself in a checkout; the program knows nothing of it. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of("build", "test", "benchmark");

    /** A line of a code block, or a span of code, that calls the launcher. */
    private static final Pattern CALL = Pattern.compile("(?m)(?:^|`)\\./zta ([^`\\n]+)");

    record Call(String page, List<String> arguments) {
        @Override
        public String toString() {
            return page + ": ./zta " + String.join(" ", arguments);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void is_understood_as_it_is_written(Call call) {
        String command = call.arguments().getFirst();
        if (OF_THE_LAUNCHER.contains(command)) {
            assertThat(launcher()).as("the launcher").contains("\n    " + command + ")\n");
        } else {
            assertThatCode(() -> Zta.commandLine(console())
                            .parseArgs(call.arguments().toArray(String[]::new)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_reader_of_the_first_page_is_shown_the_way_from_an_account_to_a_report() {
        assertThat(calls())
                .filteredOn(call -> call.page().equals("README.md"))
                .extracting(call -> call.arguments().getFirst())
                .contains("user", "site", "serve", "import", "report");
    }

    static List<Call> calls() {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            Stream<Path> pages = Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve);
            return Stream.concat(pages, docs.filter(file -> file.toString().endsWith(".md")))
                    .flatMap(DocumentedCommandsTest::callsOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Call> callsOf(Path page) {
        return CALL.matcher(read(page))
                .results()
                .map(DocumentedCommandsTest::arguments)
                .map(arguments -> new Call(ROOT.relativize(page).toString(), arguments));
    }

    private static List<String> arguments(MatchResult call) {
        String withoutComment = call.group(1).replaceFirst("\\s#.*", "");
        return Arrays.asList(withoutComment.strip().split("\\s+"));
    }

    private static String launcher() {
        return read(ROOT.resolve("zta"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Console console() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return new Console(InputStream.nullInputStream(), nowhere, nowhere, false, Map.of(), () -> Instant.EPOCH);
    }
}
