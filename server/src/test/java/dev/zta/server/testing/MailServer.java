package dev.zta.server.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real mail server, in this process and on a free port. */
public final class MailServer implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("[?&]token=([\\w-]+)");

    private final GreenMail server;

    /** Starts it. */
    public MailServer() {
        ServerSetup setup = new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(60_000);
        server = new GreenMail(setup);
        server.start();
    }

    /** For {@code ZTA_SMTP_URL}. */
    public String url() {
        return "smtp://localhost:" + server.getSmtp().getPort();
    }

    /** The plain texts of the messages to somebody so far, each behind its subject. */
    public List<String> to(String email) {
        List<String> texts = new ArrayList<>();
        try {
            for (MimeMessage message : server.getReceivedMessages()) {
                if (message.getAllRecipients()[0].toString().equals(email)) {
                    MimeMultipart forms = (MimeMultipart) message.getContent();
                    texts.add(message.getSubject() + "\n" + forms.getBodyPart(0).getContent());
                }
            }
            return texts;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tokens of the links in the messages to somebody so far. */
    public List<String> tokensTo(String email) {
        return to(email).stream()
                .filter(text -> TOKEN.matcher(text).find())
                .map(MailServer::token)
                .toList();
    }

    /** Waits until somebody has so many messages, and gives the last one. */
    public String awaitLast(String email, int count) {
        Await.until(() -> to(email).size() >= count);
        return to(email).getLast();
    }

    /** Waits until somebody has so many messages of one subject, and gives the last one. */
    public String await(String email, String subject, int count) {
        Await.until(() -> of(email, subject).size() >= count);
        return of(email, subject).getLast();
    }

    private List<String> of(String email, String subject) {
        return to(email).stream().filter(text -> text.startsWith(subject)).toList();
    }

    /** The token of the link in a message. */
    public static String token(String message) {
        Matcher matcher = TOKEN.matcher(message);
        if (!matcher.find()) {
            throw new AssertionError("No link with a token");
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        server.stop();
    }
}
