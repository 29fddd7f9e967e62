package dev.zta.core.mail;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends messages to people (contract: cli, "ZTA_SMTP_URL"). Thread-safe. Nothing here throws because of a message or its
 * provider, so that no answer depends on whether mail works.
 */
public interface Mailer {
    /** Whether messages leave this machine; else they are kept in the outbox for the operator. */
    boolean isSetUp();

    /** Hands a message over and returns at once. One that the provider does not take is tried again, and then only logged. */
    void send(Mail mail);

    /**
     * Makes a message, if there is one to make, and sends it like {@link #send}: all of it later, at a moment within a second,
     * so that the time of the caller's answer tells nobody whether there was one. A server that ends does it at once.
     *
     * @param mail asked on another thread; what it throws is logged
     */
    void sendUnnoticed(Supplier<Optional<Mail>> mail);

    /**
     * Sends a message and waits for the provider, a few seconds at most; it is not tried again.
     *
     * @return whether the provider has taken it; false also where mail is not set up (contract: teams, {@code emailSent})
     */
    boolean sendNow(Mail mail);
}
