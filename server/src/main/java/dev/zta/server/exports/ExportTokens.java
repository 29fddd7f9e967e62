package dev.zta.server.exports;

import dev.zta.core.account.KeyHash;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.KeyHasher;

/**
 * The tokens in links to exports: 256 bits that follow from the export's id under a key of their own, so that a link can be
 * told again, also after a restart, although the store has only the token's hash.
 */
final class ExportTokens {
    private final KeyHasher tokens;
    private final KeyHasher hashes;

    ExportTokens(InstallationSecret secret) {
        tokens = new KeyHasher(secret.keyFor(InstallationSecret.Purpose.EXPORT_TOKENS));
        hashes = new KeyHasher(secret.keyFor(InstallationSecret.Purpose.EXPORT_TOKEN_HASHES));
    }

    /** 64 hexadecimal digits. */
    String tokenOf(String exportId) {
        return tokens.hash(exportId).hex();
    }

    KeyHash hash(String token) {
        return hashes.hash(token);
    }
}
