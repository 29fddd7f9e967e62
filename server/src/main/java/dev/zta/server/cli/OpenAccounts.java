package dev.zta.server.cli;

import dev.zta.accounts.SqlAccountStore;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Standing;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.accounts.KeyAccounts;
import dev.zta.server.accounts.SiteAccounts;
import dev.zta.server.accounts.UserAccounts;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.auth.PasswordNotice;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.folder.PrivateFiles;
import dev.zta.server.keys.KeyNotice;
import dev.zta.server.mail.MailQueue;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.PasswordHasher;
import dev.zta.server.secrets.SecretFile;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The accounts of a folder, opened for one command. A server may run on the folder at the same time: the file is made for
 * several processes, and the server sees a change within a second.
 */
final class OpenAccounts implements AutoCloseable {
    private final AccountStore store;
    private final PasswordHasher hasher;
    private final AccountUseCases useCases;
    private final InstantSource clock;
    private final Supplier<MailQueue> mailQueue;

    private OpenAccounts(
            AccountStore store, InstallationSecret secret, DataFolder folder, Settings settings, Console console) {
        SecureRandom random = new SecureRandom();
        this.store = store;
        clock = console.clock();
        mailQueue = () -> MailQueue.of(
                settings.smtp(),
                settings.mailFrom(),
                folder.outbox(),
                () -> settings.publicUrl(settings.port()),
                console.clock());
        hasher = new PasswordHasher(random);
        useCases = AccountUseCases.of(store, settings, secret, hasher, console.clock(), random);
    }

    /** Opens those that are there; makes no new folder for a question. */
    static OpenAccounts openExisting(Settings settings, Console console) {
        ExistingFolder.require(settings);
        return open(settings, console);
    }

    /** Opens them; makes the folder where there is none. */
    static OpenAccounts open(Settings settings, Console console) {
        DataFolder folder = new DataFolder(settings.data());
        try {
            PrivateFiles.createFolder(folder.path());
            InstallationSecret secret = settings.secretKey().isPresent()
                    ? InstallationSecret.of(settings.secretKey().get())
                    : SecretFile.readOrCreate(folder.secretKey(), new SecureRandom());
            AccountStore store = new SqlAccountStore(folder.accounts(), console.clock());
            store.start();
            return new OpenAccounts(store, secret, folder, settings, console);
        } catch (IOException e) {
            throw new RefusedException(
                    ExitCode.CANNOT_CREATE, "The data folder " + folder.path() + " can't be made or written", e);
        }
    }

    UserAccounts users() {
        return useCases.users();
    }

    /** How an account stands now. */
    Standing standing(User user) {
        return useCases.plans().of(user.id());
    }

    /** Gives an account a plan without payment. */
    Standing give(User user, Plan plan) {
        return useCases.planChoices().give(user.id(), plan, asOperator(user));
    }

    SiteAccounts sites() {
        return useCases.sites();
    }

    KeyAccounts keys() {
        return useCases.keys();
    }

    /** Deletes a site; a server that runs on the folder removes its events, else the next one does. */
    void remove(Site site) {
        useCases.siteUpdates().remove(site, asOperator(site.ownerId()));
    }

    /** Tells an account of a key that was made for it. */
    void tellOfKey(ApiKey key) {
        try (MailQueue mail = mailQueue.get()) {
            new KeyNotice(store, mail).send(key);
        }
    }

    /** Tells somebody that the password is another one. */
    void tellOfPassword(User user) {
        try (MailQueue mail = mailQueue.get()) {
            new PasswordNotice(store, mail).send(user, clock.instant());
        }
    }

    /** What the operator does to somebody's account, as the activity log tells it. */
    Circumstances asOperator(User user) {
        return asOperator(user.id());
    }

    /** The same by the account's id; empty for nobody's. */
    Circumstances asOperator(String userId) {
        return useCases.activity().bySystem(userId, clock.instant());
    }

    /** The account of this e-mail address or id. */
    User user(String emailOrId) {
        return store.user(emailOrId)
                .or(() -> store.userByEmail(emailOrId.strip().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new RefusedException(
                        ExitCode.BAD_INPUT, "There is no account '" + emailOrId + "'; zta user list shows all"));
    }

    /** The oldest account. */
    Optional<User> oldestUser() {
        return store.users().stream().findFirst();
    }

    /** The site of this domain or id, if there is one. */
    Optional<Site> findSite(String domainOrId) {
        List<Site> found = store.sites().stream()
                .filter(site -> site.id().value().equals(domainOrId)
                        || site.domain().equals(domainOrId.strip().toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() > 1) {
            throw new RefusedException(
                    ExitCode.BAD_INPUT,
                    "Several accounts have a site '" + domainOrId + "'; name it by its id: "
                            + found.stream().map(site -> site.id().value()).collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst();
    }

    /** The site of this domain or id. */
    Site site(String domainOrId) {
        return findSite(domainOrId)
                .orElseThrow(() -> new RefusedException(
                        ExitCode.BAD_INPUT, "There is no site '" + domainOrId + "'; zta site list shows all"));
    }

    @Override
    public void close() {
        store.close();
        hasher.close();
    }
}
