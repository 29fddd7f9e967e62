package dev.zta.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.event.Visitor;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: track, "Visitor hash"; architecture, invariant 3. */
class FileSaltVaultTest {
    private static final SiteId SITE = new SiteId("site_4f9c2ab17de08356");
    private static final SiteId OTHER = new SiteId("site_aaaaaaaaaaaaaaaa");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final SiteDay TODAY = SiteDay.at(NOON, ZoneId.of("Asia/Kathmandu"));
    private static final SiteDay LAST_YEAR = SiteDay.at(Instant.parse("2025-05-18T12:00:00Z"), ZoneId.of("UTC"));

    @TempDir
    Path directory;

    private Instant now = NOON;

    private FileSaltVault open(Optional<Path> folder) throws IOException {
        FileSaltVault vault = new FileSaltVault(log(), folder, () -> now, new SecureRandom());
        vault.start();
        return vault;
    }

    private Path log() {
        return directory.resolve("salts.log");
    }

    private Path folder() {
        return directory.resolve("memory");
    }

    private Path file() {
        return folder().resolve("salts");
    }

    private List<String> findings() throws IOException {
        return new SaltLogCheck(log()).findings(now);
    }

    private static Visitor visitor(DaySalt salt) {
        return salt.visitor(SITE, "192.0.2.7", "A browser");
    }

    @Test
    void the_same_visitor_has_the_same_hash_all_day_and_another_one_on_another_site_or_day() throws Exception {
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            Visitor visitor = visitor(vault.saltFor(SITE, TODAY));
            now = TODAY.endsAt().minusMillis(1);
            vault.destroyExpired(now);
            assertThat(visitor(vault.saltFor(SITE, TODAY))).isEqualTo(visitor);
            assertThat(visitor(vault.saltFor(OTHER, TODAY))).isNotEqualTo(visitor);
            assertThat(visitor(vault.saltFor(SITE, SiteDay.of(TODAY.date().plusDays(1), TODAY.zone()))))
                    .isNotEqualTo(visitor);
        }
    }

    @Test
    void a_salt_survives_a_restart_where_there_is_a_folder_for_it() throws Exception {
        Visitor before;
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            before = visitor(vault.saltFor(SITE, TODAY));
        }
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            assertThat(visitor(vault.saltFor(SITE, TODAY))).isEqualTo(before);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_salt_in_memory_only_is_gone_after_a_restart_and_the_log_says_so() throws Exception {
        Visitor before;
        try (FileSaltVault vault = open(Optional.empty())) {
            before = visitor(vault.saltFor(SITE, TODAY));
        }
        try (FileSaltVault vault = open(Optional.empty())) {
            assertThat(visitor(vault.saltFor(SITE, TODAY))).isNotEqualTo(before);
        }
        assertThat(Files.readAllLines(log()))
                .extracting(line -> line.substring(0, line.indexOf(",\"site\"")))
                .containsExactly("{\"event\":\"created\"", "{\"event\":\"lost\"", "{\"event\":\"created\"");
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_salt_is_destroyed_at_the_end_of_its_day_in_the_sites_zone() throws Exception {
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            Visitor before = visitor(vault.saltFor(SITE, TODAY));
            String secret = Files.readString(file()).strip().replaceAll(".* ", "");
            assertThat(secret).hasSize(64);
            assertThat(vault.holds(SITE, TODAY)).isTrue();

            now = TODAY.endsAt().plus(FileSaltVault.GRACE);
            vault.destroyExpired(now);

            assertThat(vault.holds(SITE, TODAY)).isFalse();
            assertThat(allBytesBelow(directory)).doesNotContain(secret);
            assertThat(visitor(vault.saltFor(SITE, TODAY))).isNotEqualTo(before);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_salt_whose_day_ended_while_the_server_was_off_is_destroyed_at_its_start() throws Exception {
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            vault.saltFor(SITE, TODAY);
        }
        now = NOON.plus(Duration.ofDays(3));
        assertThat(findings()).hasSize(1).first().asString().contains("was never destroyed");
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            assertThat(vault.holds(SITE, TODAY)).isFalse();
            assertThat(Files.readString(file())).isEmpty();
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void the_salt_of_an_imported_day_lives_a_day_from_its_making() throws Exception {
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            Visitor visitor = visitor(vault.importSaltFor(SITE, LAST_YEAR));
            now = NOON.plus(Duration.ofHours(24)).minusMillis(1);
            vault.destroyExpired(now);
            assertThat(visitor(vault.importSaltFor(SITE, LAST_YEAR))).isEqualTo(visitor);
            assertThat(vault.holds(SITE, LAST_YEAR)).isTrue();
            now = NOON.plus(Duration.ofHours(24));
            vault.destroyExpired(now);
            assertThat(vault.holds(SITE, LAST_YEAR)).isFalse();
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void the_file_is_for_the_servers_user_alone_and_no_secret_is_in_the_data_folder() throws Exception {
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            vault.saltFor(SITE, TODAY);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        String secret = Files.readString(file()).strip().replaceAll(".* ", "");
        assertThat(Files.readString(log())).doesNotContain(secret);
    }

    @Test
    void a_folder_that_others_can_look_into_is_refused() throws Exception {
        Files.createDirectory(
                folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThatThrownBy(() -> open(Optional.of(folder())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must belong to the server's user, with mode 0700");
    }

    @Test
    void every_line_of_the_log_that_was_changed_taken_out_or_put_in_is_found() throws Exception {
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            vault.saltFor(SITE, TODAY);
            vault.saltFor(OTHER, TODAY);
            now = TODAY.endsAt().plus(FileSaltVault.GRACE);
            vault.destroyExpired(now);
        }
        List<String> whole = Files.readAllLines(log());
        assertThat(whole).hasSize(4);
        for (int i = 0; i < whole.size(); i++) {
            int at = i;
            Files.write(
                    log(),
                    Stream.of(whole.get(at).replace("2026", "2027"))
                            .flatMap(changed -> Stream.concat(
                                    whole.subList(0, at).stream(),
                                    Stream.concat(Stream.of(changed), whole.subList(at + 1, whole.size()).stream())))
                            .toList());
            assertThat(findings()).as("changed line " + (at + 1)).isNotEmpty();
        }
        Files.write(log(), List.of(whole.get(0), whole.get(2), whole.get(3)));
        assertThat(findings()).as("line 2 taken out").isNotEmpty();
        Files.write(log(), whole);
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_line_that_a_kill_cut_short_is_dropped_and_the_chain_goes_on() throws Exception {
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            vault.saltFor(SITE, TODAY);
        }
        String whole = Files.readString(log(), StandardCharsets.US_ASCII);
        Files.writeString(log(), whole + "{\"event\":\"crea");
        try (FileSaltVault vault = open(Optional.of(folder()))) {
            vault.saltFor(OTHER, TODAY);
        }
        assertThat(Files.readAllLines(log())).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    private static String allBytesBelow(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
