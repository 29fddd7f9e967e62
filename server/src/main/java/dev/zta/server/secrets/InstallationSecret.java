package dev.zta.server.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key material of the installation, from which a key of its own is derived for each purpose by HKDF-SHA-256 (RFC 5869;
 * contract: auth, "ZTA_SECRET_KEY"). Prints as nothing.
 */
public final class InstallationSecret {
    /** Least length of the material. */
    public static final int LEAST_BYTES = 32;

    private static final int KEY_BYTES = 32;

    /** What a key is for; its name is part of the derivation and never changes once released. */
    public enum Purpose {
        LOGIN_TOKENS("login tokens"),
        API_KEY_HASHES("API key hashes"),
        BEACON_IDS("ids of beacons"),
        ACTIVITY_CHAIN("activity chain"),
        ONE_TIME_TOKENS("one-time tokens"),
        STORED_SECRETS("stored secrets"),
        EXPORT_TOKENS("export tokens"),
        EXPORT_TOKEN_HASHES("export token hashes"),
        SITE_VERIFICATION("verification of domains"),
        TEAM_TOKENS("tokens of invitations and transfers"),
        TRIALS("addresses that had a trial"),
        FINGERPRINT("fingerprint of the secret key"),
        EXPORT_CURSORS("export cursors");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    private final SecretKey material;

    private InstallationSecret(byte[] material) {
        this.material = new SecretKeySpec(material, "Generic");
    }

    /**
     * Takes the material as it was given by the operator or read from the file.
     *
     * @throws IllegalArgumentException when it is too short
     */
    public static InstallationSecret of(String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("at least " + LEAST_BYTES + " bytes of text or base64");
        }
        return new InstallationSecret(bytes);
    }

    /** The key for one purpose; always the same from the same material. */
    public SecretKey keyFor(Purpose purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "Generic",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(material)
                                    .thenExpand(purpose.label.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks HKDF-SHA256", e);
        }
    }

    /** By what the material is known again; it can't be computed from this. */
    public String fingerprint() {
        return new KeyHasher(keyFor(Purpose.FINGERPRINT)).hash("the secret key").hex();
    }

    @Override
    public String toString() {
        return "InstallationSecret";
    }
}
