package dev.zta.server.secrets;

import dev.zta.core.account.PasswordHash;
import dev.zta.server.http.CommonError;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Hashes and compares passwords, a few at a time on threads of its own: each takes 19 MiB and tens of milliseconds. What
 * comes when too many wait is refused at once. Thread-safe.
 */
public final class PasswordHasher implements AutoCloseable {
    private static final int AT_ONCE = 2;
    private static final int WAITING = 50;

    private final Argon2 cost;
    private final RandomGenerator random;
    private final PasswordHash nobodys;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("passwords-", 0).factory());

    /**
     * A hasher with the usual cost.
     *
     * @param random cryptographic in production
     */
    public PasswordHasher(RandomGenerator random) {
        this(Argon2.DEFAULT, random);
    }

    /**
     * A hasher whose hashes take another effort.
     *
     * @param cost less than the default is for tests only
     * @param random cryptographic in production
     */
    public PasswordHasher(Argon2 cost, RandomGenerator random) {
        this.cost = cost;
        this.random = random;
        nobodys = new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(cost.memoryKib(), cost.passes(), "A".repeat(22), "A".repeat(43)));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Hashes a new password.
     *
     * @throws dev.zta.server.http.ApiException 503 when too many wait
     */
    public PasswordHash hash(String password) {
        byte[] salt = new byte[Argon2.SALT_BYTES];
        random.nextBytes(salt);
        return await(() -> cost.hash(password, salt));
    }

    /**
     * Whether the password is right; takes as long where there is none to compare with, and is wrong then.
     *
     * @throws dev.zta.server.http.ApiException 503 when too many wait
     */
    public boolean matches(String password, Optional<PasswordHash> stored) {
        PasswordHash compared = stored.orElse(nobodys);
        boolean same = await(() -> Argon2.matches(password, compared) || Bcrypt.matches(password, compared));
        return same && stored.isPresent();
    }

    /**
     * The same, after work that tells nobody whether there is such an account and where its password came from: that of both
     * kinds of hashes as long as there are imported ones.
     *
     * @param hardestImported the imported hash that takes the most work; empty: there is none
     * @throws dev.zta.server.http.ApiException 503 when too many wait
     */
    public boolean matchesEvenly(
            String password, Optional<PasswordHash> stored, Optional<PasswordHash> hardestImported) {
        Optional<PasswordHash> own = stored.filter(hash -> !Bcrypt.made(hash));
        return await(() -> {
            boolean isOwn = Argon2.matches(password, own.orElse(nobodys)) && own.isPresent();
            boolean isImported = Bcrypt.matchesEvenly(password, stored, hardestImported);
            return isOwn || isImported;
        });
    }

    /** Whether a password is stored as another program did, and better hashed anew. */
    public boolean isImported(PasswordHash stored) {
        return Bcrypt.made(stored);
    }

    private <T> T await(Callable<T> work) {
        try {
            return submitted(work).get();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("Hashing a password failed", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommonError.UNAVAILABLE.exception();
        }
    }

    private <T> Future<T> submitted(Callable<T> work) {
        try {
            return threads.submit(work);
        } catch (RejectedExecutionException _) {
            throw CommonError.UNAVAILABLE.exception();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
