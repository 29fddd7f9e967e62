package dev.zta.server.secrets;

import dev.zta.core.account.AccountStore;
import dev.zta.server.settings.BadSettingException;
import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds the installation's secret key, and sees to it that it is the one that the accounts were made with: with another one
 * every login and API key would be refused, stored secrets could not be read, and the activity log would be continued in a way
 * that nobody can follow.
 */
public final class SecretKeys {
    private static final String LOST = "; where it is lost for good, 'zta serve --new-secret-key' goes on with another";

    private final AccountStore accounts;
    private final Optional<String> given;
    private final Path file;
    private final RandomGenerator random;

    /**
     * The key of a folder.
     *
     * @param accounts open
     * @param file where it is kept when no setting gives it
     * @param random cryptographic
     */
    public SecretKeys(AccountStore accounts, Settings settings, Path file, RandomGenerator random) {
        this.accounts = accounts;
        this.given = settings.secretKey();
        this.file = file;
        this.random = random;
    }

    /** What is wrong with the key, and what to do about it; empty when nothing is. Makes none. */
    public Optional<String> problem() throws IOException {
        Optional<String> kept = accounts.keyFingerprint().kept();
        if (given.isEmpty() && !Files.exists(file)) {
            // One that is made now can't be the one that there was.
            return kept.isPresent() || accounts.hasUsers() ? Optional.of(missing()) : Optional.empty();
        }
        return kept.isPresent() ? problemWith(secret(), kept.get()) : Optional.empty();
    }

    /**
     * The key for a command; the first account that is made holds everything after it to the key. With accounts of an earlier
     * version, which have no fingerprint yet, it goes on and leaves that to the next start of a server.
     *
     * @throws BadSettingException when the accounts were made with another one
     * @throws IOException when the file can't be read or written
     */
    public InstallationSecret forCommand() throws IOException {
        refuse(problem());
        return accounts.hasUsers() ? secret() : held();
    }

    /**
     * The key for a server; everything after its start is held to it.
     *
     * @throws BadSettingException when the accounts were made with another one
     * @throws IOException when the file can't be read or written
     */
    public InstallationSecret forServer() throws IOException {
        refuse(problem());
        return held();
    }

    /**
     * The key that there is now, to which everything is held from now on, whatever was before.
     *
     * @throws IOException when the file can't be read or written
     */
    public InstallationSecret another() throws IOException {
        InstallationSecret secret = secret();
        accounts.keyFingerprint().replace(secret.fingerprint());
        return secret;
    }

    /** Of two processes that begin at once with different keys, one is refused. */
    private InstallationSecret held() throws IOException {
        InstallationSecret secret = secret();
        refuse(problemWith(secret, accounts.keyFingerprint().keep(secret.fingerprint())));
        return secret;
    }

    private InstallationSecret secret() throws IOException {
        return given.isPresent() ? InstallationSecret.of(given.get()) : fromFile();
    }

    private InstallationSecret fromFile() throws IOException {
        try {
            return SecretFile.readOrCreate(file, random);
        } catch (IllegalArgumentException e) {
            throw BadSettingException.secretKey(file + " was cut short: put it back from a backup" + LOST, e);
        }
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(text -> {
            throw BadSettingException.secretKey(text);
        });
    }

    private String missing() {
        return "The secret key that the accounts in " + file.getParent() + " were made with is missing: set "
                + Setting.SECRET_KEY.key() + " as it was set before, or put " + file.getFileName()
                + " back from a backup" + LOST;
    }

    private Optional<String> problemWith(InstallationSecret secret, String fingerprint) throws IOException {
        if (secret.fingerprint().equals(fingerprint)) {
            return Optional.empty();
        }
        return Optional.of(given.isPresent() ? wrongSetting(fingerprint) : wrongFile());
    }

    private String wrongSetting(String fingerprint) throws IOException {
        String wrong = Setting.SECRET_KEY.key() + " is not the key that the accounts in " + file.getParent()
                + " were made with: ";
        boolean isInFile = Files.exists(file) && fromFile().fingerprint().equals(fingerprint);
        return isInFile
                ? wrong + "remove the setting, the right key is in " + file.getFileName()
                : wrong + "set it to what it was before, or, if it was not set, put " + file.getFileName()
                        + " back from a backup" + LOST;
    }

    private String wrongFile() {
        return file + " is not the key that the accounts beside it were made with: set " + Setting.SECRET_KEY.key()
                + " as it was set before, or put the right file back from a backup" + LOST;
    }
}
