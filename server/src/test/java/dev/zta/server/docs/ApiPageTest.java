package dev.zta.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.billing.FakeStripe;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.FakeNameServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows a page from its beginning to its end gets the answers that stand there. */
class ApiPageTest {
    @TempDir
    Path folder;

    /** After a change: {@code mvn -pl server -am test -Dtest=ApiPageTest -Dzta.write} writes the answers anew; read them. */
    @Test
    void every_command_is_answered_as_the_page_says() throws IOException {
        try (FakeNameServer dns = new FakeNameServer();
                MailServer mail = new MailServer();
                TestServer server = server(Map.of("ZTA_DNS", dns.address()))) {
            follow("api.md", new Reader(server, dns, mail));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-account.md", "api-teams.md"})
    void so_is_every_command_of_the_pages_that_need_mail(String page) throws IOException {
        try (FakeNameServer dns = new FakeNameServer();
                MailServer mail = new MailServer();
                TestServer server = server(withMail(Map.of(), mail))) {
            follow(page, new Reader(server, dns, mail));
        }
    }

    @Test
    void so_is_every_command_of_the_page_on_plans() throws IOException {
        try (FakeStripe stripe = new FakeStripe();
                FakeNameServer dns = new FakeNameServer();
                MailServer mail = new MailServer();
                TestServer server = server(selling(stripe, mail))) {
            follow("api-plans.md", new Reader(server, dns, mail));
        }
    }

    private static Map<String, String> selling(FakeStripe stripe, MailServer mail) {
        Map<String, String> environment = new HashMap<>();
        stripe.settings().forEach((setting, value) -> environment.put(setting.key(), value));
        return withMail(environment, mail);
    }

    /** As those pages start the server that tell of mails. */
    private static Map<String, String> withMail(Map<String, String> environment, MailServer mail) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(Setting.SMTP_URL.key(), mail.url());
        all.put(Setting.REGISTRATION.key(), "open");
        return all;
    }

    private TestServer server(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("ZTA_URL", "http://localhost:8080");
        return TestServer.on(folder, all, new MutableClock(Instant.parse("2026-03-02T12:00:00Z")));
    }

    private static void follow(String name, Reader reader) throws IOException {
        Path file = Path.of("../docs").resolve(name);
        String asItIs = reader.read(Page.parse(Files.readString(file)));
        if (System.getProperty("zta.write") != null) {
            Files.writeString(file, asItIs);
        }
        assertThat(Files.readString(file)).isEqualTo(asItIs);
    }
}
