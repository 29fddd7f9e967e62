package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "Tokens": whatever is wrong with a token, the answer is the same. */
class TokenAttackTest {
    private static final byte[] KEY =
            AccountServer.SECRET.keyFor(InstallationSecret.Purpose.LOGIN_TOKENS).getEncoded();
    private static final Feature WHOAMI =
            () -> List.of(new Route("GET", "/api/whoami", Action.LOG_OUT, _ -> Answer.ok(Map.of("ok", true))));

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private String token = "";
    private JWTClaimsSet claims = new JWTClaimsSet.Builder().build();

    @BeforeEach
    void start() throws ParseException {
        opened = new AccountServer(folder, Map.of(), Optional.empty(), _ -> List.of(WHOAMI));
        token = opened.register("mia@example.org");
        claims = SignedJWT.parse(token).getJWTClaimsSet();
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

    @Test
    void a_token_has_the_claims_of_the_contract_and_no_others() throws ParseException {
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("id", "email", "sid", "typ", "ver", "iat", "exp");
        assertThat(claims.getStringClaim("typ")).isEqualTo("access");
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofDays(7)));
        assertThat(SignedJWT.parse(token).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        accepts(token);
    }

    @Test
    void one_that_is_not_signed_is_refused() {
        refuses(new PlainJWT(claims).serialize());
        String[] parts = token.split("\\.", -1);
        refuses(parts[0] + "." + parts[1] + ".");
        refuses(base64("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
        refuses(base64("{\"alg\":\"None\",\"typ\":\"JWT\"}") + "." + parts[1] + ".");
    }

    @Test
    void one_signed_with_another_algorithm_is_refused_even_with_the_right_key() throws JOSEException {
        byte[] longKey = new byte[64];
        System.arraycopy(KEY, 0, longKey, 0, KEY.length);
        refuses(signed(JWSAlgorithm.HS384, longKey, claims));
        refuses(signed(JWSAlgorithm.HS512, longKey, claims));
        refuses(base64("{\"alg\":\"HS512\"}") + token.substring(token.indexOf('.')));
    }

    @Test
    void one_signed_with_a_public_key_algorithm_is_refused() throws JOSEException, NoSuchAlgorithmException {
        SignedJWT forged = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        forged.sign(new RSASSASigner(
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate()));
        refuses(forged.serialize());
    }

    @Test
    void one_signed_with_another_key_is_refused() throws JOSEException {
        refuses(signed(JWSAlgorithm.HS256, new byte[32], claims));
        refuses(signed(
                JWSAlgorithm.HS256,
                AccountServer.SECRET
                        .keyFor(InstallationSecret.Purpose.API_KEY_HASHES)
                        .getEncoded(),
                claims));
    }

    @Test
    void one_with_changed_claims_or_signature_is_refused() {
        String[] parts = token.split("\\.", -1);
        String changed =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("mia@", "eve@");
        refuses(parts[0] + "." + base64(changed) + "." + parts[2]);
        String flipped = (parts[2].charAt(0) == 'A' ? "B" : "A") + parts[2].substring(1);
        refuses(parts[0] + "." + parts[1] + "." + flipped);
    }

    @Test
    void one_that_says_something_else_than_the_session_is_refused_although_it_is_signed() throws JOSEException {
        server().register("lin@example.org");
        refuses(resigned(claim("typ", "2fa")));
        refuses(resigned(claim("typ", null)));
        refuses(resigned(claim("ver", 0)));
        refuses(resigned(claim("ver", 2)));
        refuses(resigned(claim("ver", "1")));
        refuses(resigned(claim("ver", null)));
        refuses(resigned(claim("sid", "sess_0000000000000000")));
        refuses(resigned(claim("sid", null)));
        refuses(resigned(claim("id", server().userId("lin@example.org"))));
        refuses(resigned(claim("id", null)));
        refuses(resigned(claim("exp", null)));
        accepts(resigned(claims));
    }

    @Test
    void one_that_has_expired_is_refused_to_the_second() throws JOSEException {
        Instant end = claims.getExpirationTime().toInstant();
        server().clock().set(end.minusMillis(1));
        accepts(token);
        server().clock().set(end);
        refuses(token);
        refuses(resigned(
                new JWTClaimsSet.Builder(claims).expirationTime(Date.from(end)).build()));
    }

    /** Contract: auth, "Login sessions": live is who was active within 30 days. */
    @Test
    void a_session_that_idled_for_thirty_days_is_over_whatever_the_token_says() throws JOSEException {
        Instant start = server().clock().instant();
        String lasting = resigned(new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(start.plus(Duration.ofDays(100))))
                .build());
        server().clock().set(start.plus(Duration.ofDays(29)));
        accepts(lasting);
        server().clock().set(start.plus(Duration.ofDays(58)));
        accepts(lasting);
        server().clock().set(start.plus(Duration.ofDays(88)));
        refuses(lasting);
    }

    @Test
    void a_credential_counts_in_the_header_alone_and_only_by_its_scheme() {
        for (String header : List.of("", "Bearer", "Bearer ", "Basic " + token, "Token " + token, token)) {
            Reply reply = server().client().with("Authorization", header).get("/api/whoami");
            assertThat(reply.status() + " " + reply.error()).as(header).isEqualTo("401 Invalid or expired token");
        }
        Reply inQuery = server().client().get("/api/whoami?token=" + token + "&access_token=" + token);
        assertThat(inQuery.status()).isEqualTo(401);
        Reply inCookie = server().client().with("Cookie", "token=" + token).get("/api/whoami");
        assertThat(inCookie.status()).isEqualTo(401);
        assertThat(server().client()
                        .with("Authorization", "bearer " + token)
                        .get("/api/whoami")
                        .status())
                .isEqualTo(200);
    }

    /** Contract: auth, "Tokens": only the {@code Authorization} header counts. */
    @Test
    void a_token_in_a_body_does_not_count() {
        for (String name : List.of("token", "authToken", "access_token", "authorization", "jwt")) {
            Reply inBody = server().client()
                    .post("/api/sites", "{\"domain\":\"shop.example.org\",\"" + name + "\":\"" + token + "\"}");
            assertThat(inBody.status() + " " + inBody.error()).as(name).isEqualTo("401 Invalid or expired token");
        }
    }

    /** Contract: auth, "Tokens"; api-keys, "Use of a key". */
    @Test
    void a_key_counts_in_the_header_alone() {
        String key =
                AccountServer.secretOf(server().newKey(server().client().bearer(token), "admin", Optional.empty()));
        for (String name : List.of("key", "apiKey", "api_key", "token", "access_token", "authorization")) {
            assertThat(server().client().get("/api/whoami?" + name + "=" + key).status())
                    .isEqualTo(401);
            Reply inBody = server().client()
                    .post("/api/sites", "{\"domain\":\"shop.example.org\",\"" + name + "\":\"" + key + "\"}");
            assertThat(inBody.status() + " " + inBody.error()).isEqualTo("401 Invalid or expired token");
        }
        for (String name : List.of("X-API-Key", "Api-Key", "X-Auth-Token", "Proxy-Authorization", "Cookie")) {
            assertThat(server().client()
                            .with(name, "key=" + key)
                            .get("/api/whoami")
                            .status())
                    .as(name)
                    .isEqualTo(401);
        }
    }

    @Test
    void two_credentials_or_one_with_more_in_its_line_are_refused() throws IOException {
        String bearer = "Bearer " + token;
        for (String headers : List.of(
                "Authorization: Bearer x\r\nAuthorization: " + bearer,
                "Authorization: " + bearer + "\r\nAuthorization: Bearer x",
                "Authorization: " + bearer + "\r\nAuthorization: " + bearer,
                "Authorization: " + bearer + "\r\nauthorization: ~",
                "Authorization: " + bearer + "\r\nAuthorization:",
                "Authorization: " + bearer + ", Bearer x",
                "Authorization: " + bearer + ",",
                "Authorization: " + bearer + "\0",
                "Authorization: " + bearer + " " + token)) {
            try (RawConnection raw = new RawConnection(server().port())) {
                raw.send("GET /api/whoami HTTP/1.1\r\nHost: x\r\n" + headers + "\r\nConnection: close\r\n\r\n");
                assertThat(raw.untilClosed()).as(headers).containsPattern("^HTTP/1.1 (400|401) ");
            }
        }
    }

    @Test
    void two_keys_are_refused_whatever_their_order() throws IOException {
        String good = "Authorization: Bearer "
                + AccountServer.secretOf(server().newKey(server().client().bearer(token), "read", Optional.empty()));
        for (String headers : List.of(
                good + "\r\nAuthorization: Bearer x", "Authorization: Bearer x\r\n" + good, good + "\r\n" + good)) {
            try (RawConnection raw = new RawConnection(server().port())) {
                raw.send("GET /api/sites HTTP/1.1\r\nHost: x\r\n" + headers + "\r\nConnection: close\r\n\r\n");
                assertThat(raw.untilClosed()).as(headers).startsWith("HTTP/1.1 401 ");
            }
        }
    }

    /** Contract: auth, "PATCH /api/user/password": tokens from before it are worthless, that of the same session too. */
    @Test
    void one_from_before_a_password_change_is_refused() {
        server().client()
                .bearer(token)
                .patch(
                        "/api/user/password",
                        "{\"currentPassword\":\"sea otters hold hands\",\"newPassword\":\"river otters do not\"}");
        refuses(token);
    }

    @Test
    void rubbish_of_any_length_is_refused() {
        for (String rubbish : List.of("x", "a.b.c", "..", "eyJ.eyJ.sig", "a".repeat(8000), "%00", "🦦")) {
            refuses(Base64.getUrlEncoder().encodeToString(rubbish.getBytes(StandardCharsets.UTF_8)));
        }
        refuses("a.b.c");
        refuses("..");
    }

    private JWTClaimsSet claim(String name, @Nullable Object value) {
        return new JWTClaimsSet.Builder(claims).claim(name, value).build();
    }

    private static String resigned(JWTClaimsSet changed) throws JOSEException {
        return signed(JWSAlgorithm.HS256, KEY, changed);
    }

    private static String signed(JWSAlgorithm algorithm, byte[] key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void accepts(String credential) {
        assertThat(server().client().bearer(credential).get("/api/whoami").status())
                .isEqualTo(200);
    }

    private void refuses(String credential) {
        Reply reply = server().client().bearer(credential).get("/api/whoami");
        assertThat(reply.status() + " " + reply.error()).isEqualTo("401 Invalid or expired token");
        assertThat(reply.header("WWW-Authenticate")).contains("Bearer");
    }
}
