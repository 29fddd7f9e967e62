package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, {@code zta user}, {@code zta site}, {@code zta key}. */
class AdministrationTest {
    private final Terminal terminal = new Terminal(Map.of());

    @TempDir
    Path parent;

    @Test
    void an_account_a_site_and_a_key_are_made_without_a_browser() throws Exception {
        Map<String, Object> user = json("user", "add", "Ada@Example.org", "--name", "Ada");
        assertThat(user).containsEntry("email", "ada@example.org");
        assertThat(text(user, "id")).startsWith("user_");
        assertThat(text(user, "password")).hasSize(20);

        Map<String, Object> site = json("site", "add", "example.org", "--timezone", "Asia/Kathmandu");
        assertThat(site).containsEntry("owner", user.get("id")).containsEntry("timezone", "Asia/Kathmandu");

        Map<String, Object> key = json("key", "add", "--scope", "write", "--site", "example.org");
        assertThat(key).containsEntry("scope", "write").containsEntry("site", site.get("id"));
        assertThat(text(key, "key")).startsWith("zta_live_");

        assertThat(run("user", "list").out()).contains("ada@example.org").doesNotContain(text(user, "password"));
        assertThat(run("site", "list").out()).contains("example.org").contains("Asia/Kathmandu");
        assertThat(run("key", "list").out()).contains(text(key, "id")).doesNotContain(text(key, "key"));
        assertThat(run("key", "revoke", text(key, "id")).code()).isZero();
        assertThat(run("key", "list", "--json").out()).isEqualToIgnoringNewLines("[]");
        assertThat(run("key", "revoke", text(key, "id")).code()).isEqualTo(65);
        assertThat(json("site", "remove", "example.org")).containsEntry("id", site.get("id"));
        assertThat(run("site", "list", "--json").out()).isEqualToIgnoringNewLines("[]");
        assertThat(run("site", "remove", "example.org").code()).isEqualTo(65);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_password_comes_from_standard_input_and_never_from_an_argument() {
        Terminal.Ended ended = terminal.runWithInput(
                "correct horse battery 9\n",
                "user",
                "add",
                "a@example.org",
                "--password-stdin",
                "--json",
                "--data",
                folder());
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).doesNotContain("password").doesNotContain("correct horse");
        assertThat(run("user", "add", "b@example.org", "--password", "x").code())
                .isEqualTo(2);
    }

    /** A domain is unique for its owner only. */
    @Test
    void a_site_that_several_accounts_have_is_named_by_its_id() {
        json("user", "add", "ada@example.org");
        json("user", "add", "bob@example.org");
        Map<String, Object> first = json("site", "add", "example.org", "--owner", "ada@example.org");
        Map<String, Object> second = json("site", "add", "example.org", "--owner", "bob@example.org");
        Terminal.Ended refused = run("site", "remove", "example.org");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.err()).contains(text(first, "id")).contains(text(second, "id"));
        assertThat(json("site", "remove", text(second, "id"))).containsEntry("id", second.get("id"));
        assertThat(json("site", "remove", "example.org")).containsEntry("id", first.get("id"));
    }

    /** Contract: api-keys, "POST /api/api-keys"; a key that the operator makes is news to its owner too. */
    @Test
    void who_gets_a_key_or_another_password_is_told_by_mail() throws IOException {
        json("user", "add", "ada@example.org");
        Map<String, Object> key = json("key", "add", "--name", "nightly export");
        json("user", "password", "ada@example.org");
        try (Stream<Path> files = Files.list(parent.resolve("data/outbox"))) {
            List<String> mails = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                mails.add(Files.readString(file));
            }
            assertThat(mails).hasSize(2).allMatch(mail -> mail.startsWith("To: ada@example.org"));
            assertThat(mails.getFirst()).contains("nightly export").doesNotContain(text(key, "key"));
            assertThat(mails.getLast()).contains("(read)");
        }
    }

    @Test
    void a_lost_password_is_replaced_and_an_account_disabled() throws SQLException {
        Map<String, Object> user = json("user", "add", "ada@example.org");
        Map<String, Object> changed = json("user", "password", "Ada@example.org", "--drop-2fa");
        assertThat(changed).containsEntry("id", user.get("id"));
        assertThat(text(changed, "password")).hasSize(20).isNotEqualTo(text(user, "password"));
        Terminal.Ended given = terminal.runWithInput(
                "short\n", "user", "password", "ada@example.org", "--password-stdin", "--data", folder());
        assertThat(given.err())
                .contains("Password must be at least 8 characters")
                .hasLineCount(1);
        assertThat(json("user", "disable", "ada@example.org")).containsEntry("disabled", true);
        assertThat(json("user", "disable", text(user, "id"), "--undo")).containsEntry("disabled", false);
        assertThat(run("user", "password", "eve@example.org").err()).contains("There is no account");
        assertThat(logged()).containsExactly("auth.registered by Operator", "auth.password_reset by Operator");
    }

    /** Contract: activity-log, "Types and actions": what the operator does stands in the person's log. */
    private List<String> logged() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder() + "/accounts.sqlite");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT action || ' by ' || COALESCE(actor_name, '') FROM activity_entries ORDER BY number")) {
            List<String> actions = new ArrayList<>();
            while (rows.next()) {
                actions.add(rows.getString(1));
            }
            return actions;
        }
    }

    /** Contract: billing, "Enterprise may be set by an operator without Stripe". */
    @Test
    void a_plan_is_shown_and_given_without_payment() {
        run("user", "add", "ada@example.org");
        assertThat(json("user", "plan", "ada@example.org"))
                .containsEntry("plan", "enterprise")
                .containsEntry("status", "active");
        assertThat(json("user", "plan", "Ada@example.org", "free")).containsEntry("plan", "free");
        assertThat(run("user", "plan", "ada@example.org").out()).contains("ada@example.org", "free", "active");
        for (int i = 0; i < 3; i++) {
            assertThat(run("site", "add", "s" + i + ".example.org").err()).isEmpty();
        }
        assertThat(run("site", "add", "s3.example.org").err()).contains("Site limit reached");
        assertThat(run("user", "plan", "ada@example.org", "pro").code()).isZero();
        assertThat(run("site", "add", "s3.example.org").err()).isEmpty();
        Terminal.Ended wrong = run("user", "plan", "ada@example.org", "buisness");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean 'business'?");
    }

    @Test
    void what_the_contract_refuses_is_refused_in_its_words() {
        assertThat(run("user", "add", "nonsense").err())
                .contains("Invalid email format")
                .hasLineCount(1);
        assertThat(run("site", "add", "example.org").err()).contains("zta user add EMAIL");
        run("user", "add", "a@example.org");
        assertThat(run("user", "add", "A@example.org").err()).contains("Email already registered");
        assertThat(run("user", "add", "b@example.org", "--name", "x".repeat(101))
                        .err())
                .contains("Validation failed: name must be 100 characters or fewer")
                .hasLineCount(1);
    }

    /** Contract: cli, "2 wrong usage (the message names the option and shows the nearest right one)". */
    @Test
    void what_an_option_can_not_be_is_wrong_usage() {
        run("user", "add", "a@example.org");
        assertUsage(
                run("site", "add", "example.org", "--timezone", "Nowhere/City"), "Invalid --timezone 'Nowhere/City'");
        assertUsage(run("key", "add", "--scope", "wirte"), "Invalid --scope 'wirte'", "did you mean 'write'?");
        assertUsage(run("key", "add", "--scope", "everything"), "must be one of: read, write, admin");
        assertUsage(run("key", "add", "--expires", "0"), "Invalid --expires '0'", "from 1 to 3650");
        assertUsage(run("user", "plan", "a@example.org", "gratis"), "one of: free, pro, business, enterprise");
    }

    private static void assertUsage(Terminal.Ended ended, String... texts) {
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.err()).contains(texts).hasLineCount(1);
    }

    /** Contract: api-keys, "POST /api/api-keys": a key is limited to a site that its user has a part in. */
    @Test
    void nobody_gets_a_key_for_a_site_without_a_part_in_it() {
        json("user", "add", "ada@example.org");
        json("user", "add", "bob@example.org");
        json("site", "add", "example.org", "--owner", "ada@example.org");
        Terminal.Ended refused = run("key", "add", "--site", "example.org", "--user", "bob@example.org");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.err())
                .contains("bob@example.org has no part in example.org", "with --user name its owner")
                .hasLineCount(1);
        assertThat(run("key", "list", "--json").out()).isEqualToIgnoringNewLines("[]");
    }

    /** A folder whose name was mistyped stays as it is. */
    @Test
    void only_a_first_account_makes_a_folder() throws IOException {
        for (String command : List.of(
                "user list",
                "user password ada@example.org",
                "user disable ada@example.org",
                "user plan ada@example.org",
                "site add example.org",
                "site list",
                "site remove example.org",
                "key add",
                "key list",
                "key revoke key_1",
                "report --site example.org",
                "verify",
                "import --site example.org -")) {
            Terminal.Ended ended = run(command.split(" ", -1));
            assertThat(ended.code()).as(command).isEqualTo(66);
            assertThat(ended.err()).as(command).contains("There is no data folder " + folder(), "zta user add EMAIL");
        }
        assertThat(parent.resolve("data")).doesNotExist();
        Files.createDirectory(parent.resolve("data"));
        assertThat(run("site", "list").err()).contains("There is no data in " + folder());
        assertThat(parent.resolve("data")).isEmptyDirectory();
    }

    /** Contract: sites, "DELETE /api/sites": a notice to the owner, and keys limited to the site are revoked. */
    @Test
    void the_owner_of_a_removed_site_is_told_and_the_log_names_the_operator() throws Exception {
        json("user", "add", "ada@example.org");
        json("site", "add", "example.org");
        json("key", "add", "--site", "example.org", "--name", "nightly");
        json("site", "remove", "example.org");
        assertThat(logged())
                .containsExactly(
                        "auth.registered by Operator",
                        "site.created by Operator",
                        "api_key.created by Operator",
                        "api_key.revoked by Operator",
                        "site.deleted by Operator");
        try (Stream<Path> files = Files.list(parent.resolve("data/outbox"))) {
            assertThat(files.map(AdministrationTest::content))
                    .anyMatch(
                            mail -> mail.startsWith("To: ada@example.org") && mail.contains("example.org was deleted"));
        }
        assertThat(run("verify").out()).contains("ok       activity chain");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_group_without_a_command_says_what_there_is() {
        assertThat(terminal.run("key").err()).contains("add, list, revoke");
        assertThat(terminal.run("key", "ad").err()).contains("did you mean 'add'?");
    }

    @Test
    void a_folder_that_can_not_be_made_is_73() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");
        Terminal.Ended ended =
                terminal.run("user", "list", "--data", file.resolve("data").toString());
        assertThat(ended.code()).isEqualTo(73);
        assertThat(ended.err()).hasLineCount(1).contains(file.toString());
    }

    private static String text(Map<String, Object> json, String field) {
        return String.valueOf(json.get(field));
    }

    private String folder() {
        return parent.resolve("data").toString();
    }

    private Terminal.Ended run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = folder();
        return terminal.run(all);
    }

    private Map<String, Object> json(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        Terminal.Ended ended = run(all);
        assertThat(ended.err()).isEmpty();
        return new Json()
                .readObject(ended.out().getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
