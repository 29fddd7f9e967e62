package dev.zta.server.cli;

import dev.zta.accounts.SqlAccountStore;
import dev.zta.core.access.Access;
import dev.zta.core.account.AccountStore;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.folder.PrivateFiles;
import dev.zta.server.mail.MailQueue;
import dev.zta.server.operator.OperatorAccounts;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.PasswordHasher;
import dev.zta.server.secrets.SecretKeys;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.security.SecureRandom;

/** The accounts of a folder, opened for one command while no server runs on it. */
final class OpenAccounts implements AutoCloseable {
    private final AccountStore store;
    private final PasswordHasher hasher;
    private final MailQueue mail;
    private final OperatorAccounts operator;

    private OpenAccounts(
            AccountStore store, InstallationSecret secret, DataFolder folder, Settings settings, Console console) {
        SecureRandom random = new SecureRandom();
        this.store = store;
        mail = MailQueue.of(
                settings.smtp(),
                settings.mailFrom(),
                folder.outbox(),
                () -> settings.publicUrl(settings.port()),
                console.clock());
        hasher = new PasswordHasher(random);
        AccountUseCases useCases = AccountUseCases.of(store, settings, secret, hasher, console.clock(), random);
        Access access = new Access(store, store, useCases.plans());
        operator = new OperatorAccounts(store, access, useCases, mail, console.clock());
    }

    /** Opens them; makes the folder where there is none. */
    static OpenAccounts open(Settings settings, Console console) {
        DataFolder folder = new DataFolder(settings.data());
        try {
            PrivateFiles.createFolder(folder.path());
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        AccountStore store = new SqlAccountStore(folder.accounts(), console.clock());
        store.start();
        try {
            InstallationSecret secret =
                    new SecretKeys(store, settings, folder.secretKey(), new SecureRandom()).forCommand();
            return new OpenAccounts(store, secret, folder, settings, console);
        } catch (IOException e) {
            store.close();
            throw unusable(folder, e);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static RefusedException unusable(DataFolder folder, IOException cause) {
        return new RefusedException(
                ExitCode.CANNOT_CREATE, "The data folder " + folder.path() + " can't be made or written", cause);
    }

    /** Carries an act out. */
    Outcome carryOut(OperatorAct act) {
        return operator.carryOut(act);
    }

    /** Waits for messages to leave. */
    @Override
    public void close() {
        mail.close();
        store.close();
        hasher.close();
    }
}
