package dev.zta.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.account.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    /** RFC 9106, section 5.3, gives no vector without secret and associated data; this one is of the reference program. */
    @Test
    void argon2id_is_the_one_that_everybody_else_computes() {
        PasswordHash reference = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(Argon2.matches("password", reference)).isTrue();
        assertThat(Argon2.matches("passwore", reference)).isFalse();
    }

    @Test
    void a_password_matches_its_own_hash_only_and_every_hash_has_its_own_salt() {
        try (PasswordHasher hasher = new PasswordHasher(new SecureRandom())) {
            PasswordHash hash = hasher.hash("sea otters hold hands");
            assertThat(hasher.matches("sea otters hold hands", Optional.of(hash)))
                    .isTrue();
            assertThat(hasher.matches("sea otters hold hand", Optional.of(hash)))
                    .isFalse();
            assertThat(hasher.matches("anything", Optional.empty())).isFalse();
            assertThat(hasher.matches("anything", Optional.of(new PasswordHash("not a hash"))))
                    .isFalse();
            assertThat(hasher.hash("sea otters hold hands")).isNotEqualTo(hash);
            assertThat(hash).hasToString("PasswordHash");
        }
    }

    /** Test vectors of crypt_blowfish, the program by which the others hash. */
    @Test
    void bcrypt_is_the_one_that_everybody_else_computes() {
        PasswordHash reference = new PasswordHash("$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK");
        assertThat(Bcrypt.matches("U*U*", reference)).isTrue();
        assertThat(Bcrypt.matches("U*U", reference)).isFalse();
        PasswordHash ofMany = new PasswordHash("$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui");
        assertThat(Bcrypt.matches(
                        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are"
                                + " ignored",
                        ofMany))
                .isTrue();
    }

    @Test
    void a_bcrypt_hash_whose_check_would_take_minutes_matches_nothing() {
        PasswordHash endless = new PasswordHash("$2a$31$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK");
        assertThat(Bcrypt.matches("U*U*", endless)).isFalse();
        assertThat(Bcrypt.matchesEvenly("U*U*", Optional.of(endless), Optional.of(endless)))
                .isFalse();
    }

    /** A hash of the cost n takes 2^n rounds. */
    @Test
    void an_imported_password_is_compared_with_as_much_work_as_the_hardest_one() {
        for (int own = 4; own <= 12; own++) {
            assertThat((1 << own) + rounds(Bcrypt.costsBesides(Optional.of(own), 12)))
                    .isEqualTo(1 << 12);
        }
        assertThat(rounds(Bcrypt.costsBesides(Optional.empty(), 12)))
                .as("where there is none to compare with")
                .isEqualTo(1 << 12);
    }

    private static int rounds(IntStream costs) {
        return costs.map(cost -> 1 << cost).sum();
    }

    @Test
    void generated_key_material_is_private_and_stays_the_same() throws IOException {
        Path file = folder.resolve("secret.key");
        InstallationSecret first = SecretFile.readOrCreate(file, new SecureRandom());
        InstallationSecret again = SecretFile.readOrCreate(file, new SecureRandom());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        for (InstallationSecret.Purpose purpose : InstallationSecret.Purpose.values()) {
            assertThat(first.keyFor(purpose).getEncoded())
                    .isEqualTo(again.keyFor(purpose).getEncoded());
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void each_purpose_has_a_key_of_its_own() {
        InstallationSecret secret = InstallationSecret.of("0123456789abcdef0123456789abcdef");
        assertThat(secret.keyFor(InstallationSecret.Purpose.LOGIN_TOKENS).getEncoded())
                .hasSize(32)
                .isNotEqualTo(
                        secret.keyFor(InstallationSecret.Purpose.API_KEY_HASHES).getEncoded());
        assertThat(secret).hasToString("InstallationSecret");
    }

    @Test
    void key_material_that_is_too_short_is_refused() throws IOException {
        assertThatThrownBy(() -> InstallationSecret.of("0123456789abcdef0123456789abcde"))
                .hasMessageContaining("at least 32 bytes");
        Path file = Files.writeString(folder.resolve("secret.key"), "short");
        assertThatThrownBy(() -> SecretFile.readOrCreate(file, new Random(1)))
                .hasMessageContaining("at least 32 bytes");
    }

    @Test
    void the_bundled_list_is_of_passwords_that_the_rule_would_let_through() {
        assertThat(CommonPasswords.read())
                .contains("password", "12345678", "qwertyuiop", "iloveyou")
                .hasSizeGreaterThan(500)
                .allSatisfy(password -> assertThat(password).hasSizeGreaterThanOrEqualTo(8));
    }
}
