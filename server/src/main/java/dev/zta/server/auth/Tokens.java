package dev.zta.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.User;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Login tokens: JWT, HS256 and nothing else (contract: auth, "Tokens"). Thread-safe. What a token says is only half of what
 * it takes; the other half is its login session, which the caller looks up.
 */
final class Tokens {
    static final Duration LIFE = Duration.ofDays(7);

    /** How long somebody has for the second step of logging in. */
    static final Duration TEMPORARY_LIFE = Duration.ofMinutes(5);

    private static final int LONGEST = 4096;
    private static final String ACCESS = "access";
    private static final String TEMPORARY = "2fa";

    private final MACSigner signer;
    private final MACVerifier verifier;

    Tokens(SecretKey key) {
        try {
            signer = new MACSigner(key.getEncoded());
            verifier = new MACVerifier(key.getEncoded());
        } catch (JOSEException e) {
            throw new IllegalStateException("The key for login tokens is unfit", e);
        }
    }

    /** What a token with a good signature says. */
    record Claims(String userId, String sessionId, int sessionVersion) {}

    /** What a token for the second step says. */
    record TemporaryClaims(String userId, String secret) {
        @Override
        public String toString() {
            return "TemporaryClaims";
        }
    }

    /** A token for a login session, good for {@link #LIFE}. */
    String issue(User user, LoginSession session, Instant now) {
        return signed(new JWTClaimsSet.Builder()
                .claim("id", user.id())
                .claim("email", user.email())
                .claim("sid", session.id())
                .claim("typ", ACCESS)
                .claim("ver", session.version())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build());
    }

    /** A token for the second step of logging in, good for {@link #TEMPORARY_LIFE} and for nothing else. */
    String issueTemporary(User user, String secret, Instant now) {
        return signed(new JWTClaimsSet.Builder()
                .claim("id", user.id())
                .jwtID(secret)
                .claim("typ", TEMPORARY)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TEMPORARY_LIFE)))
                .build());
    }

    private String signed(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("A login token can't be signed", e);
        }
        return token.serialize();
    }

    /** The claims of a login token whose signature and times hold; nothing otherwise, whatever is wrong with it. */
    Optional<Claims> verify(String text, Instant now) {
        return read(text, claims -> claims(claims, now));
    }

    /** The claims of a token for the second step; nothing when it is anything else. */
    Optional<TemporaryClaims> verifyTemporary(String text, Instant now) {
        return read(text, claims -> temporaryClaims(claims, now));
    }

    private interface Reader<T> {
        Optional<T> read(JWTClaimsSet claims) throws ParseException;
    }

    private <T> Optional<T> read(String text, Reader<T> reader) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            boolean isSigned = JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) && token.verify(verifier);
            return isSigned ? reader.read(token.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException _) {
            return Optional.empty();
        }
    }

    private static Optional<TemporaryClaims> temporaryClaims(JWTClaimsSet claims, Instant now) throws ParseException {
        Date expires = claims.getExpirationTime();
        String user = claims.getStringClaim("id");
        String secret = claims.getJWTID();
        boolean isGood = expires != null
                && now.isBefore(expires.toInstant())
                && TEMPORARY.equals(claims.getStringClaim("typ"))
                && user != null
                && secret != null;
        return isGood ? Optional.of(new TemporaryClaims(user, secret)) : Optional.empty();
    }

    private static Optional<Claims> claims(JWTClaimsSet claims, Instant now) throws ParseException {
        Date expires = claims.getExpirationTime();
        String user = claims.getStringClaim("id");
        String session = claims.getStringClaim("sid");
        Integer version = claims.getIntegerClaim("ver");
        boolean isGood = expires != null
                && now.isBefore(expires.toInstant())
                && ACCESS.equals(claims.getStringClaim("typ"))
                && user != null
                && session != null
                && version != null;
        return isGood ? Optional.of(new Claims(user, session, version)) : Optional.empty();
    }
}
