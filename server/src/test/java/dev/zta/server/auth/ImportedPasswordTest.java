package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.PasswordHash;
import dev.zta.core.account.User;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "Password rule": "an imported bcrypt hash is accepted and replaced at the next login". */
class ImportedPasswordTest {
    /** Of the test vectors of crypt_blowfish, hence shorter than a password of ours. */
    private static final PasswordHash IMPORTED =
            new PasswordHash("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");

    private static final String RIGHT = "{\"email\":\"mia@example.org\",\"password\":\"U*U\"}";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private TestClient mia;

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        mia = opened.user("mia@example.org");
        opened.store().logins().setPassword(opened.userId("mia@example.org"), IMPORTED);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private AccountServer server() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    private String stored() {
        return server().store()
                .userByEmail("mia@example.org")
                .flatMap(User::password)
                .orElseThrow()
                .encoded();
    }

    private Reply logIn(String body) {
        return server().client().post("/api/auth/login", body);
    }

    private String refusal(String body) {
        Reply reply = logIn(body);
        return reply.status() + " " + reply.error();
    }

    @Test
    void an_imported_password_lets_in_and_is_argon2id_from_then_on() {
        assertThat(logIn(RIGHT).status()).isEqualTo(200);
        assertThat(stored()).startsWith("$argon2id$");
        assertThat(server().store().logins().hardestImported()).isEmpty();
        assertThat(logIn(RIGHT).status()).isEqualTo(200);
        assertThat(refusal(RIGHT.replace("U*U", "U*V"))).isEqualTo("401 Invalid credentials");
        assertThat(mia.get("/api/sites").status())
                .as("the password is the same, so nobody is logged out")
                .isEqualTo(200);
    }

    @Test
    void a_wrong_password_leaves_the_imported_one() {
        assertThat(refusal(RIGHT.replace("U*U", "U*V"))).isEqualTo("401 Invalid credentials");
        assertThat(stored()).isEqualTo(IMPORTED.encoded());
        assertThat(server().store().logins().hardestImported()).contains(IMPORTED);
    }

    @Test
    void the_imported_password_of_a_disabled_account_lets_nobody_in_and_stays() {
        server().store().logins().setDisabled(server().userId("mia@example.org"), true);
        assertThat(refusal(RIGHT)).isEqualTo("401 Invalid credentials");
        assertThat(stored()).isEqualTo(IMPORTED.encoded());
    }

    @Test
    void whoever_is_logged_in_can_change_an_imported_password() {
        Reply changed = mia.patch(
                "/api/user/password", "{\"currentPassword\":\"U*U\",\"newPassword\":\"otters sleep afloat\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(logIn(RIGHT.replace("U*U", "otters sleep afloat")).status()).isEqualTo(200);
    }

    @Test
    void a_password_that_is_changed_while_its_owner_logs_in_stays_changed() {
        String user = server().userId("mia@example.org");
        PasswordHash changed = new PasswordHash("$argon2id$changed");
        server().store().logins().setPassword(user, changed);
        assertThat(server().store().logins().replacePassword(user, IMPORTED, new PasswordHash("$argon2id$same")))
                .isFalse();
        assertThat(stored()).isEqualTo(changed.encoded());
    }
}
