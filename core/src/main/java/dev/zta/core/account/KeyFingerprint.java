package dev.zta.core.account;

import java.util.Optional;

/**
 * By what the accounts know the installation's secret key again that they were made with (contract: auth,
 * "ZTA_SECRET_KEY"); part of the account store. The key can't be computed from it.
 */
public interface KeyFingerprint {
    /** The fingerprint that is kept; empty: none yet. */
    Optional<String> kept();

    /**
     * Keeps a fingerprint unless there is one.
     *
     * @return the one that is kept now
     */
    String keep(String fingerprint);

    /** Keeps another one. */
    void replace(String fingerprint);
}
