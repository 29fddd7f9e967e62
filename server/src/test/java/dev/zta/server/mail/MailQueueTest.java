package dev.zta.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.MutableClock;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, "ZTA_SMTP_URL": a real mail server on the other side, or none. */
class MailQueueTest {
    private static final Mail RESET = Mail.of(MailTemplate.PASSWORD_RESET, "mia@example.org")
            .withSecret("link", "https://stats.example.net/reset/?token=S3CRET", "S3CRET");

    private static final String PASSWORD = "only-for-tests";

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));

    private MailQueue mail(Map<String, String> environment) throws Exception {
        return mail(environment, trusting());
    }

    private MailQueue mail(Map<String, String> environment, SSLContext tls) {
        Settings settings = Settings.read(Map.of(Setting.DATA, folder.toString()), environment);
        return MailQueue.of(
                settings.smtp(),
                settings.mailFrom(),
                folder.resolve("outbox"),
                () -> URI.create("https://stats.example.net"),
                tls,
                clock);
    }

    /** Trusts the certificate that {@link #makeCertificate} made for localhost, and no other. */
    private static SSLContext trusting() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray()));
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    private static Path keyStore() {
        return certificates.resolve("tls.p12");
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String command = "-genkeypair -alias mail -keyalg EC -dname CN=localhost -ext SAN=dns:localhost -validity 3650"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore ";
        List<String> line = new ArrayList<>(List.of(keytool.toString()));
        line.addAll(List.of(command.strip().split(" ", -1)));
        line.add(keyStore().toString());
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
        System.setProperty("greenmail.tls.keystore.file", keyStore().toString());
        System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    }

    private static GreenMail provider(String protocol) {
        ServerSetup setup = new ServerSetup(0, "localhost", protocol);
        setup.setServerStartupTimeout(60_000);
        GreenMail provider = new GreenMail(setup);
        provider.start();
        return provider;
    }

    @Test
    void a_message_arrives_in_both_forms() throws Exception {
        GreenMail provider = provider(ServerSetup.PROTOCOL_SMTP);
        try (MailQueue mail = mail(Map.of(
                "ZTA_SMTP_URL",
                "smtp://localhost:" + provider.getSmtp().getPort(),
                "ZTA_MAIL_FROM",
                "Stats@example.net"))) {
            assertThat(mail.isSetUp()).isTrue();
            assertThat(mail.sendNow(RESET)).isTrue();
            MimeMessage arrived = provider.getReceivedMessages()[0];
            assertThat(arrived.getFrom()[0]).hasToString("stats@example.net");
            assertThat(arrived.getAllRecipients()[0]).hasToString("mia@example.org");
            assertThat(arrived.getSubject()).isEqualTo("Reset your password");
            assertThat(arrived.getHeader("Date")).containsExactly("Mon, 2 Mar 2026 12:00:00 GMT");
            MimeMultipart forms = (MimeMultipart) arrived.getContent();
            assertThat(part(forms, 0)).startsWith("text/plain").contains("/reset/?token=S3CRET");
            assertThat(part(forms, 1)).startsWith("text/html").contains("/reset/?token=S3CRET\">");
            assertThat(folder.resolve("outbox")).doesNotExist();
        } finally {
            provider.stop();
        }
    }

    private static String part(MimeMultipart forms, int number) throws MessagingException, IOException {
        BodyPart part = forms.getBodyPart(number);
        return part.getContentType() + " " + part.getContent();
    }

    @Test
    void user_password_and_encryption_are_those_of_the_setting() throws Exception {
        GreenMail provider = provider(ServerSetup.PROTOCOL_SMTPS);
        provider.setUser("mia@example.org", "user@example.net", "p:a/ss+");
        String url = "smtps://user%40example.net:p%3Aa%2Fss+@localhost:"
                + provider.getSmtps().getPort();
        try (MailQueue mail = mail(Map.of("ZTA_SMTP_URL", url))) {
            mail.send(RESET);
            Await.until(() -> provider.getReceivedMessages().length == 1);
            assertThat(provider.getReceivedMessages()[0].getFrom()[0]).hasToString("no-reply@stats.example.net");
        } finally {
            provider.stop();
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_gets_no_password_and_no_message() throws Exception {
        GreenMail provider = provider(ServerSetup.PROTOCOL_SMTPS);
        Map<String, String> setting = Map.of(
                "ZTA_SMTP_URL", "smtps://localhost:" + provider.getSmtps().getPort());
        try (MailQueue mail = mail(setting, SSLContext.getDefault())) {
            assertThat(mail.sendNow(RESET)).isFalse();
            assertThat(provider.getReceivedMessages()).isEmpty();
        } finally {
            provider.stop();
        }
    }

    @Test
    void a_provider_that_is_not_there_or_never_answers_is_no_reason_to_wait_long_or_to_fail() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                MailQueue mail = mail(Map.of("ZTA_SMTP_URL", "smtp://127.0.0.1:" + silent.getLocalPort()))) {
            mail.send(RESET);
            long start = System.nanoTime();
            assertThat(mail.sendNow(RESET)).isFalse();
            assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);
        }
    }

    @Test
    void without_a_provider_messages_are_kept_for_the_operator_without_their_tokens() throws Exception {
        try (MailQueue mail = mail(Map.of())) {
            assertThat(mail.isSetUp()).isFalse();
            assertThat(mail.sendNow(RESET)).isFalse();
            mail.send(RESET);
        }
        List<Path> kept = kept();
        assertThat(kept).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getFirst())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(kept.getFirst()))
                .startsWith("To: mia@example.org\nDate: 2026-03-02T12:00:00Z\nSubject: Reset your password\n\n")
                .contains("https://stats.example.net/reset/?token=(not kept)")
                .doesNotContain("S3CRET");
    }

    @Test
    void the_outbox_keeps_the_newest_messages_only() throws Exception {
        try (MailQueue mail = mail(Map.of())) {
            for (int i = 0; i < Outbox.MOST_KEPT + 5; i++) {
                mail.sendNow(Mail.of(MailTemplate.API_KEY_CREATED, "mia@example.org")
                        .with("name", "number " + i)
                        .with("scope", "read")
                        .with("mask", "zta_live_..."));
            }
        }
        assertThat(kept()).hasSize(Outbox.MOST_KEPT);
        assertThat(Files.readString(kept().getFirst())).contains("number 5");
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
            return files.sorted().toList();
        }
    }
}
