package dev.zta.server.mail;

import java.io.IOException;

/** Takes one message out of our hands. */
@FunctionalInterface
interface MailTransport {
    /**
     * Hands a message on; returns when it has been taken.
     *
     * @throws IOException when it was not; the message says nothing about the receiver
     */
    void deliver(String to, MailText text) throws IOException;
}
