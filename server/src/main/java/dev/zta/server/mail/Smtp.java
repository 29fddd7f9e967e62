package dev.zta.server.mail;

import dev.zta.server.settings.SmtpServer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Sends by SMTP (RFC 5321): {@code smtps://} encrypted from the first byte, {@code smtp://} as soon as the server offers
 * STARTTLS. A certificate must be good wherever there is one. Thread-safe; a connection for each message.
 */
final class Smtp implements MailTransport {
    /** How long the server may stay silent, in milliseconds; beside it a message may take as long as its bytes take. */
    private static final String PATIENCE_MILLIS = "5000";

    private final SmtpServer server;
    private final Supplier<String> from;
    private final InstantSource clock;
    private final String protocol;
    private final Session session;

    /**
     * A provider.
     *
     * @param from address that messages come from
     * @param tls whose certificates are trusted
     */
    Smtp(SmtpServer server, Supplier<String> from, SSLContext tls, InstantSource clock) {
        this.server = server;
        this.from = from;
        this.clock = clock;
        protocol = server.isEncrypted() ? "smtps" : "smtp";
        session = Session.getInstance(properties(tls));
    }

    private Properties properties(SSLContext tls) {
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "timeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "writetimeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "auth", Boolean.toString(!server.user().isEmpty()));
        properties.put(prefix + "ssl.socketFactory", tls.getSocketFactory());
        return properties;
    }

    @Override
    public void deliver(String to, MailText text) throws IOException {
        try (Transport transport = session.getTransport(protocol)) {
            Message message = message(to, text);
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (AuthenticationFailedException e) {
            throw new IOException("the user or password in ZTA_SMTP_URL is refused", e);
        } catch (MessagingException e) {
            throw new IOException(e.getClass().getSimpleName(), e);
        }
    }

    /** A user of no length would be tried, too; without one there is no authentication. */
    private void connect(Transport transport) throws MessagingException {
        boolean isAnonymous = server.user().isEmpty();
        transport.connect(
                server.host(),
                server.port(),
                isAnonymous ? null : server.user(),
                isAnonymous ? null : server.password());
    }

    private MimeMessage message(String to, MailText text) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from.get(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        // So that no holiday notice answers (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(new MimeMultipart("alternative", part(text.plain(), "plain"), part(text.html(), "html")));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }
}
