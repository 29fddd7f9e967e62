package dev.zta.server.docs;

import dev.zta.server.billing.FakeStripe;
import dev.zta.server.docs.Page.Block;
import dev.zta.server.docs.Page.Part;
import dev.zta.server.docs.Page.Prose;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.FakeNameServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody who does what a page says, in its order, against a real server: types the commands, keeps of the answers what the page
 * says to keep, makes the DNS record, gets mail, has an authenticator app, and is Stripe where a page wants that.
 */
final class Reader {
    private static final String BASE = "http://localhost:8080";
    private static final Duration CODE_STEP = Duration.ofSeconds(30);
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** Keep `x` as `$Y`, or: keep the token in `x` as `$Y`. */
    private static final Pattern KEEP = Pattern.compile("[Kk]eep (the token in )?`([\\w.]+)` as `\\$([A-Z_]+)`");

    /** Keep the token in the mail to `x` as `$Y`: the newest mail with one, which was not there when one was kept before. */
    private static final Pattern KEEP_MAILED =
            Pattern.compile("[Kk]eep the token in the mail to `([^`]+)` as `\\$([A-Z_]+)`");

    /** An event of Stripe that is to be signed. */
    private static final Pattern EVENT = Pattern.compile("\\AEVENT='(.*)'\n");

    private final TestServer server;
    private final FakeNameServer dns;
    private final MailServer mail;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Integer> mailsRead = new HashMap<>();
    private final List<Part> asItIs = new ArrayList<>();
    private Optional<Reply> last = Optional.empty();

    Reader(TestServer server, FakeNameServer dns, MailServer mail) {
        this.server = server;
        this.dns = dns;
        this.mail = mail;
    }

    /** The page with the answers that came, each in the place of the one that it shows. */
    String read(Page page) {
        page.parts().forEach(this::read);
        StringBuilder text = new StringBuilder();
        asItIs.forEach(part -> text.append(part.text()));
        return text.toString();
    }

    private void read(Part part) {
        switch (part) {
            case Prose prose -> {
                keep(prose.text());
                asItIs.add(prose);
            }
            case Block block -> asItIs.add(read(block));
        }
    }

    private Block read(Block block) {
        if (!block.language().equals("sh")) {
            return answer(block);
        }
        Matcher event = EVENT.matcher(block.content());
        if (event.find()) {
            sign(event.group(1).replace("'$ADA_ID'", variables.getOrDefault("ADA_ID", "")));
        } else if (block.content().startsWith("curl ")) {
            last = Optional.of(call(block.content()));
        }
        return block;
    }

    private void sign(String event) {
        long now = server.clock().instant().getEpochSecond();
        variables.put("EVENT", event);
        variables.put("NOW", Long.toString(now));
        variables.put("HASH", FakeStripe.hash(FakeStripe.SECRET, event, now));
    }

    private Reply call(String command) {
        // So that what is in the order of its time is never in that of its random ids.
        server.clock().advance(Duration.ofSeconds(1));
        if (command.contains("$CODE")) {
            server.clock().advance(CODE_STEP);
            variables.put("CODE", code());
        }
        Curl curl = Curl.parse(command, variables);
        TestClient client = client(curl);
        String path = curl.url().replaceFirst("^" + BASE, "");
        Reply reply =
                client.send(curl.method(), path, TestClient.utf8(curl.body().orElse("")));
        if (path.equals("/api/track")) {
            server.settle();
            server.clock().advance(Duration.ofMinutes(1));
        }
        if (curl.isSaved() && reply.status() != 200) {
            throw new AssertionError("Nothing to save: " + reply.status() + " " + reply.text());
        }
        boolean isBeingBuilt = reply.status() == 202 && path.contains("/export");
        return isBeingBuilt ? whole(client, path, reply.json().path("exportId").asString()) : reply;
    }

    private TestClient client(Curl curl) {
        TestClient client = server.client();
        for (String header : curl.headers()) {
            String[] parts = header.split(": ", 2);
            client = client.with(parts[0], parts[1]);
        }
        return client;
    }

    /** Asks again until the file is ready, as the page says. */
    private static Reply whole(TestClient client, String path, String exportId) {
        String again = path + (path.contains("?") ? "&" : "?") + "exportId=" + exportId;
        Await.until(() -> client.get(again).status() == 200);
        return client.get(again);
    }

    private Block answer(Block block) {
        Reply reply = last.orElseThrow(() -> new AssertionError("An answer without a command"));
        boolean isStatus = block.about().matches("\\d+");
        int expected = isStatus ? Integer.parseInt(block.about()) : 200;
        boolean isAsSaid = isStatus ? reply.status() == expected : reply.status() / 100 == 2;
        if (!isAsSaid) {
            throw new AssertionError("Not " + expected + " but " + reply.status() + " " + reply.text());
        }
        String text = block.language().equals("json")
                ? Answers.shown(reply.text(), isStatus ? "" : block.about()) + "\n"
                : Answers.masked(reply.text()).replace("\r\n", "\n");
        return block.with(text);
    }

    private void keep(String prose) {
        Matcher matcher = KEEP.matcher(prose);
        while (matcher.find() && last.isPresent()) {
            String pointer = "/" + matcher.group(2).replace('.', '/');
            String value = last.get().json().at(pointer).asString();
            variables.put(
                    matcher.group(3),
                    matcher.group(1) == null ? value : value.substring(value.indexOf("token=") + "token=".length()));
        }
        keepMailed(prose);
        Optional.ofNullable(variables.get("RECORD")).ifPresent(dns::answer);
    }

    private void keepMailed(String prose) {
        Matcher matcher = KEEP_MAILED.matcher(prose);
        while (matcher.find()) {
            String address = matcher.group(1);
            int read = mailsRead.getOrDefault(address, 0);
            Await.until(() -> mail.tokensTo(address).size() > read);
            List<String> tokens = mail.tokensTo(address);
            mailsRead.put(address, tokens.size());
            variables.put(matcher.group(2), tokens.getLast());
        }
    }

    /** What an authenticator app shows (RFC 6238). */
    private String code() {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decoded(variables.getOrDefault("SECRET", "")), "HmacSHA1"));
            long step = server.clock().instant().getEpochSecond() / CODE_STEP.toSeconds();
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        long bits = 0;
        int count = 0;
        for (int at = 0; at < base32.length(); at++) {
            bits = bits << 5 | BASE_32.indexOf(base32.charAt(at));
            count += 5;
            if (count >= 8) {
                count -= 8;
                bytes.put((byte) (bits >> count));
            }
        }
        return bytes.array();
    }
}
