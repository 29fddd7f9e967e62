package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, the launcher at the repository's root: the JDK that it takes and how Java is run. */
class LauncherTest {
    @TempDir
    Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new FakeCheckout(folder);
    }

    @Test
    void without_a_fitting_JDK_it_says_which_it_found_and_what_to_install() throws Exception {
        checkout.wantJava("99");
        FakeCheckout.Ended ended = checkout.run("version");
        assertThat(ended.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(ended.err())
                .contains("a JDK 99 is needed; found: " + Runtime.version().feature())
                .contains(System.getProperty("java.home"))
                .contains("Install one")
                .hasLineCount(1);
    }

    @Test
    void a_JAVA_HOME_that_is_no_JDK_is_passed_over() throws Exception {
        FakeCheckout.Ended ended = checkout.with("JAVA_HOME", "/nowhere")
                .with("PATH", System.getProperty("java.home") + "/bin:/usr/bin:/bin")
                .run("test", "--x");
        assertThat(ended.err()).isEqualTo("zta: Unknown option '--x' for test; did you mean '--faults'?\n");
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
    }

    /** Contract: cli, {@code ZTA_MEMORY}: the engine has one half of it, Java the other. */
    @Test
    void the_heap_follows_the_budget_and_is_never_too_small() throws Exception {
        Files.delete(checkout.file("pom.xml"));
        Files.createDirectory(checkout.file("lib"));
        checkout.hasJdk();
        Map.of(
                        "", "-Xmx128m ",
                        "64 MB", "-Xmx128m ",
                        "600MB", "-Xmx300m ",
                        "1 GB", "-Xmx512m ",
                        "08 gb", "-Xmx4096m ",
                        "much", "-Xmx128m ",
                        "99999999999 GB", "-Xmx128m ")
                .forEach(
                        (memory, heap) -> assertThat(heapFor(memory)).as(memory).contains(heap));
    }

    private String heapFor(String memory) {
        try {
            return checkout.with("ZTA_MEMORY", memory).run("version").out();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
