package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: cli, the launcher in a checkout: it builds what is missing or stale, and nothing else. */
class LauncherBuildTest {
    /** What Maven leaves of a build, after it has emptied the distribution. */
    private static final String BUILD = """
            rm -rf server/target/dist
            mkdir -p server/target/dist/lib benchmarks/target
            : >server/target/dist/lib/zta-server.jar
            : >benchmarks/target/zta-benchmarks-0.jar
            echo '[INFO] Building Core 0.1.0 [1/1]'
            echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in some.Test'""";

    @TempDir
    Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new FakeCheckout(folder);
        checkout.hasJdk();
        checkout.buildsWith(BUILD);
    }

    @Test
    void a_failed_build_names_its_log() throws Exception {
        checkout.buildsWith("echo '[INFO] Building Core 0.1.0 [1/1]'", "echo '[ERROR] wrong'", "exit 1");
        FakeCheckout.Ended ended = checkout.run("version");
        assertThat(ended.code()).isEqualTo(ExitCode.SOFTWARE.number());
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("  Core\n", "[ERROR] wrong", "all of it is in " + checkout.file("target/zta-build.log"));
        assertThat(checkout.file("target/zta-build.log")).content().contains("[INFO] Building Core");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "test", "benchmark track", "version"})
    void what_a_command_has_built_the_next_one_takes(String command) throws Exception {
        assertThat(checkout.run(command.split(" ")).code()).isZero();
        FakeCheckout.Ended next = checkout.run("version");
        assertThat(next.err()).isEmpty();
        assertThat(next.out()).contains("-XX:AOTCache=").endsWith("zta-server.jar version\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "test", "benchmark track"})
    void what_changed_during_a_build_is_built_by_the_next_command(String command) throws Exception {
        checkout.buildsWith(BUILD, "touch pom.xml");
        assertThat(checkout.run(command.split(" ")).code()).isZero();
        assertThat(checkout.run("version").err()).startsWith("Building (pom.xml is newer)");
    }

    @Test
    void failed_tests_are_no_build() throws Exception {
        checkout.buildsWith(BUILD, "exit 1");
        FakeCheckout.Ended ended = checkout.run("test");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("CHECKS FAILED");
        assertThat(checkout.run("version").err()).startsWith("Building (there is none yet)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"benchmark", "benchmark trak"})
    void a_benchmark_that_there_is_not_is_refused_before_anything_is_built(String command) throws Exception {
        FakeCheckout.Ended ended = checkout.run(command.split(" "));
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.err())
                .contains("one of: track, store, growth, api, busy, import, bad-input")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"build TERM", "test INT", "benchmark store HUP"})
    void a_launcher_that_is_ended_ends_Maven_and_what_Maven_has_started(String commandAndSignal) throws Exception {
        checkout.buildsWith("sleep 600 &", "echo $! >child", "echo $$ >self", "wait");
        int end = commandAndSignal.lastIndexOf(' ');
        Process launcher = checkout.start(commandAndSignal.substring(0, end).split(" "));
        Await.until(() -> hasLine(checkout.file("self")));
        String signal = commandAndSignal.substring(end + 1);
        new ProcessBuilder("kill", "-s", signal, Long.toString(launcher.pid())).start();

        assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isGreaterThan(128);
        Await.until(() -> !isRunning("self") && !isRunning("child"));
    }

    private static boolean hasLine(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).endsWith("\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isRunning(String file) {
        try {
            long pid = Long.parseLong(Files.readString(checkout.file(file)).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
