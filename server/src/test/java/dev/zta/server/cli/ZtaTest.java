package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, names, outputs and exit codes. */
class ZtaTest {
    private final Terminal terminal = new Terminal(Map.of("PATH", "/bin"));

    @TempDir
    Path folder;

    @Test
    void wrong_usage_names_the_option_and_the_nearest_right_one() {
        Terminal.Ended ended = terminal.run("config", "--dta", "x");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("'--dta'").contains("did you mean '--data'?");
        assertThat(ended.out()).isEmpty();

        assertThat(terminal.run("confg").err()).contains("'confg'").contains("did you mean 'config'?");
        assertThat(terminal.run().code()).isEqualTo(2);
    }

    @Test
    void help_is_no_error() {
        Terminal.Ended ended = terminal.run("config", "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("--data=DIR").contains("--json");
    }

    @Test
    void versions_are_for_people_and_for_programs() {
        assertThat(terminal.run("version").out())
                .contains("zta ")
                .contains(Runtime.version().toString());
        assertThat(terminal.run("version", "--json").out())
                .startsWith("{\"zta\":")
                .hasLineCount(1);
    }

    @Test
    void config_says_where_each_value_comes_from_and_shows_no_secret() throws Exception {
        Files.writeString(folder.resolve("zta.properties"), "ZTA_LOG=json\nZTA_SETUP_CODE=very-secret-code\n");
        Terminal.Ended ended =
                new Terminal(Map.of("ZTA_HOST", "::1")).run("config", "--data", folder.toString(), "--port", "9000");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .containsPattern("ZTA_PORT +9000 +command line")
                .containsPattern("ZTA_HOST +::1 +environment")
                .containsPattern("ZTA_LOG +json +zta.properties")
                .containsPattern("ZTA_RATE_TRACK +1000/1m +default")
                .doesNotContain("very-secret-code");
        assertThat(terminal.run("config", "--json").out())
                .contains("{\"setting\":\"ZTA_PORT\",\"value\":\"8080\",\"source\":\"default\"}");
    }

    @Test
    void a_bad_setting_is_78_and_one_line_that_names_it() {
        Terminal.Ended ended = new Terminal(Map.of("ZTA_PORT", "eighty")).run("config");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err())
                .hasLineCount(1)
                .contains("ZTA_PORT (environment) is 'eighty'; allowed: a number from 0 to 65535");
        assertThat(new Terminal(Map.of("ZTA_PROT", "80")).run("config").err())
                .contains("ZTA_PROT")
                .contains("ZTA_PORT");
    }

    @Test
    void a_stack_trace_is_shown_with_debug_only() {
        Terminal bad = new Terminal(Map.of("ZTA_PORT", "eighty"));
        assertThat(bad.run("config").err()).doesNotContain("at dev.zta");
        assertThat(bad.run("config", "--debug").err()).contains("at dev.zta");
    }
}
