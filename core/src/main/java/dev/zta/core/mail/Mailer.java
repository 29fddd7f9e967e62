package dev.zta.core.mail;

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
     * Hands a message over like {@link #send}, at a moment within a second that nobody can tell from how long the caller's
     * answer takes. A server that ends meanwhile does not send it.
     */
    void sendUnnoticed(Mail mail);

    /**
     * Sends a message and waits for the provider, a few seconds at most; it is not tried again.
     *
     * @return whether the provider has taken it; false also where mail is not set up (contract: teams, {@code emailSent})
     */
    boolean sendNow(Mail mail);
}
