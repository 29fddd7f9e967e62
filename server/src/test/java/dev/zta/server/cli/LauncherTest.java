package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, the launcher at the repository's root. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "zta");

    @TempDir
    Path checkout;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        writeLauncher("25");
    }

    @Test
    void without_a_fitting_JDK_it_says_which_it_found_and_what_to_install() throws Exception {
        writeLauncher("99");
        Ended ended = run(Map.of("JAVA_HOME", System.getProperty("java.home")), "version");
        assertThat(ended.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(ended.err())
                .contains("a JDK 99 is needed; found: " + Runtime.version().feature())
                .contains(System.getProperty("java.home"))
                .contains("Install one")
                .hasLineCount(1);
    }

    @Test
    void a_JAVA_HOME_that_is_no_JDK_is_passed_over() throws Exception {
        Ended ended = run(
                Map.of("JAVA_HOME", "/nowhere", "PATH", System.getProperty("java.home") + "/bin:/usr/bin:/bin"),
                "test",
                "--x");
        assertThat(ended.err()).isEqualTo("zta: Unknown option '--x' for test; did you mean '--faults'?\n");
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void a_failed_build_names_its_log() throws Exception {
        Path maven = Files.createDirectories(checkout.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho '[INFO] Building Core 0.1.0 [1/1]'\necho '[ERROR] wrong'\nexit 1\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        for (String tool : new String[] {"node", "npm"}) {
            Files.createLink(checkout.resolve("bin").resolve(tool), maven);
        }
        Ended ended = run(
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PATH",
                        checkout.resolve("bin") + ":/usr/bin:/bin"),
                "version");
        assertThat(ended.code()).isEqualTo(ExitCode.SOFTWARE.number());
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains(
                        "  Core\n",
                        "[ERROR] wrong",
                        "all of it is in " + checkout.toRealPath() + "/target/zta-build.log");
        assertThat(checkout.resolve("target/zta-build.log")).content().contains("[INFO] Building Core");
    }

    /** Contract: cli, {@code ZTA_MEMORY}: the engine has one half of it, Java the other. */
    @Test
    void the_heap_follows_the_budget_and_is_never_too_small() throws Exception {
        Files.delete(checkout.resolve("pom.xml"));
        Files.createDirectory(checkout.resolve("lib"));
        Path jdk = checkout.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Map.of(
                        "", "-Xmx128m ",
                        "64 MB", "-Xmx128m ",
                        "600MB", "-Xmx300m ",
                        "1 GB", "-Xmx512m ",
                        "08 gb", "-Xmx4096m ",
                        "much", "-Xmx128m ",
                        "99999999999 GB", "-Xmx128m ")
                .forEach((memory, heap) ->
                        assertThat(heapFor(jdk, memory)).as(memory).contains(heap));
    }

    private String heapFor(Path jdk, String memory) {
        try {
            return run(Map.of("JAVA_HOME", jdk.toString(), "ZTA_MEMORY", memory), "version")
                    .out();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeLauncher(String wantedJava) throws IOException {
        String text = Files.readString(LAUNCHER).replace("WANTED_JAVA=25", "WANTED_JAVA=" + wantedJava);
        Files.writeString(checkout.resolve("zta"), text);
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path out = checkout.resolve("out");
        Path err = checkout.resolve("err");
        ProcessBuilder launcher =
                new ProcessBuilder("bash", checkout.resolve("zta").toString());
        launcher.command().addAll(java.util.List.of(arguments));
        launcher.environment().putAll(environment);
        Process process = launcher.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
