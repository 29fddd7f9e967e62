package dev.zta.server.auth;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.TestClient;
import java.time.Instant;

/** What a person's phone does with the secret of a second factor (contract: auth, "Second factor (TOTP)"). */
public final class AuthenticatorApp {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private AuthenticatorApp() {}

    /** The six digits that a secret in base 32 gives at a moment. */
    public static String code(String secret, Instant at) {
        return Totp.code(decoded(secret), at);
    }

    /** Turns somebody's second factor on; gives its secret. The code of this moment is used up. */
    public static String turnOn(TestClient client, MutableClock clock) {
        return turnOn(client, clock, "sea otters hold hands");
    }

    /** The same for somebody with this password. */
    public static String turnOn(TestClient client, MutableClock clock, String password) {
        String secret = client.post("/api/auth/2fa/setup", "{\"password\":\"" + password + "\"}")
                .json()
                .path("secret")
                .asString();
        int status = client.post("/api/auth/2fa/verify", "{\"code\":\"" + code(secret, clock.instant()) + "\"}")
                .status();
        if (status != 200) {
            throw new AssertionError("The second factor was not turned on: " + status);
        }
        return secret;
    }

    /** The bytes that a text in base 32 stands for. */
    static byte[] decoded(String secret) {
        byte[] bytes = new byte[secret.length() * 5 / 8];
        int bits = 0;
        int held = 0;
        int next = 0;
        for (int i = 0; i < secret.length(); i++) {
            held = (held << 5) | BASE32.indexOf(secret.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[next++] = (byte) (held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bytes;
    }
}
