package dev.zta.server.mail;

import dev.zta.core.mail.Mail;
import dev.zta.core.mail.Mailer;
import dev.zta.server.settings.SmtpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Sends messages on threads of its own, so that requests don't wait for a provider. What waits is bounded and in memory: a
 * message that waits when the server ends has a few seconds to leave.
 */
public final class MailQueue implements Mailer, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MailQueue.class.getName());
    private static final int AT_ONCE = 2;
    private static final int WAITING = 1_000;
    private static final String NOT_TAKEN = "A message was not taken: " + WAITING + " wait already, or the server ends";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration UNNOTICED = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);
    private static final List<Duration> TRY_AGAIN_AFTER = List.of(Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final MailTransport transport;
    private final boolean isSetUp;
    private final Supplier<URI> publicAddress;
    private final MailTexts texts = MailTexts.read();
    private final RestingTasks resting = new RestingTasks(WAITING);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("mail-", 0).factory());

    private MailQueue(MailTransport transport, boolean isSetUp, Supplier<URI> publicAddress) {
        this.transport = transport;
        this.isSetUp = isSetUp;
        this.publicAddress = publicAddress;
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Mail by the settings.
     *
     * @param smtp the provider; empty: messages stay in the outbox
     * @param from address that messages come from; empty: no-reply at the public address's host
     * @param outbox folder for messages of a server without provider
     * @param publicAddress asked for with each message
     */
    public static MailQueue of(
            Optional<SmtpServer> smtp,
            Optional<String> from,
            Path outbox,
            Supplier<URI> publicAddress,
            InstantSource clock) {
        return of(smtp, from, outbox, publicAddress, trustedByJava(), clock);
    }

    static MailQueue of(
            Optional<SmtpServer> smtp,
            Optional<String> from,
            Path outbox,
            Supplier<URI> publicAddress,
            SSLContext tls,
            InstantSource clock) {
        return smtp.map(server -> new MailQueue(
                        new Smtp(server, () -> from.orElseGet(() -> noReply(publicAddress.get())), tls, clock),
                        true,
                        publicAddress))
                .orElseGet(() -> new MailQueue(new Outbox(outbox, clock), false, publicAddress));
    }

    private static String noReply(URI address) {
        boolean isName = address.getHost().chars().anyMatch(Character::isLetter)
                && !address.getHost().contains(":");
        return "no-reply@" + (isName ? address.getHost() : "localhost");
    }

    private static SSLContext trustedByJava() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks TLS", e);
        }
    }

    @Override
    public boolean isSetUp() {
        return isSetUp;
    }

    @Override
    public void send(Mail mail) {
        enqueue(mail, 0);
    }

    @Override
    public void sendUnnoticed(Supplier<Optional<Mail>> mail) {
        later(ThreadLocalRandom.current().nextLong(UNNOTICED.toMillis()), () -> run(() -> make(mail)));
    }

    private void make(Supplier<Optional<Mail>> mail) {
        try {
            mail.get().ifPresent(made -> attempt(made, 0));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A message could not be made", e);
        }
    }

    private void enqueue(Mail mail, int failures) {
        run(() -> attempt(mail, failures));
    }

    private void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException _) {
            LOG.log(Level.WARNING, NOT_TAKEN);
        }
    }

    private void attempt(Mail mail, int failures) {
        try {
            transport.deliver(mail.to(), text(mail));
        } catch (IOException e) {
            logFailure(mail, e);
            tryAgain(mail, failures);
        } catch (RuntimeException e) {
            logFailure(mail, e);
        }
    }

    private void tryAgain(Mail mail, int failures) {
        if (failures < TRY_AGAIN_AFTER.size()) {
            later(TRY_AGAIN_AFTER.get(failures).toMillis(), () -> enqueue(mail, failures + 1));
        }
    }

    private void later(long millis, Runnable task) {
        if (!resting.add(millis, task)) {
            LOG.log(Level.WARNING, NOT_TAKEN);
        }
    }

    @Override
    public boolean sendNow(Mail mail) {
        try {
            return delivery(mail).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && isSetUp;
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            logFailure(mail, e);
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Future<Boolean> delivery(Mail mail) {
        return threads.submit(() -> {
            transport.deliver(mail.to(), text(mail));
            return true;
        });
    }

    /** Made where it is sent, so that a fault in it is no caller's. */
    private MailText text(Mail mail) {
        Map<String, String> values =
                new HashMap<>(Map.of("server", publicAddress.get().toString()));
        mail.values().forEach((name, value) -> values.put(name, isSetUp ? value.text() : value.kept()));
        return texts.text(mail.template(), values);
    }

    /** Says neither to whom nor what. */
    private static void logFailure(Mail mail, Exception why) {
        Throwable cause = why instanceof ExecutionException && why.getCause() != null ? why.getCause() : why;
        String reason = cause instanceof IOException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
        LOG.log(
                Level.WARNING,
                "A message of the kind {0} was not taken ({1})",
                mail.template().fileName(),
                reason);
    }

    @Override
    public void close() {
        resting.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }
}
