package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes ids that nobody can guess and that never repeat: a word for the kind, then 64 random bits as hex. */
public final class AccountIds {
    private final RandomGenerator random;

    /**
     * Ids from a source of randomness.
     *
     * @param random cryptographic and thread-safe in production
     */
    public AccountIds(RandomGenerator random) {
        this.random = random;
    }

    public String user() {
        return "user_" + tail();
    }

    public SiteId site() {
        return new SiteId("site_" + tail());
    }

    public String key() {
        return "key_" + tail();
    }

    public String invitation() {
        return "invite_" + tail();
    }

    public String transfer() {
        return "transfer_" + tail();
    }

    public String session() {
        return "sess_" + tail();
    }

    public String export() {
        return "export_" + tail();
    }

    /** Begins with its time, in whole seconds since 1970 (contract: import, "importId"). */
    public String importRun(Instant at) {
        return "import_" + at.getEpochSecond() + "_" + tail();
    }

    public String segment() {
        return "seg_" + tail();
    }

    private String tail() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
