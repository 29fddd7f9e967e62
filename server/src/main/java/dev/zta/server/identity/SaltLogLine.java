package dev.zta.server.identity;

import dev.zta.core.site.SiteId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the salt log, one JSON object: what became of which salt, and when. It carries the hash of the line before it
 * and its own, so that no line can be changed, taken out or put in without all later ones.
 *
 * @param previous hex SHA-256 of the line before, {@link #NO_LINE} for the first
 */
record SaltLogLine(Change change, SaltName name, Instant time, String previous) {
    /** Stands for the hash before the first line. */
    static final String NO_LINE = "0".repeat(64);

    private static final Pattern FORM = Pattern.compile("\\{\"event\":\"([a-z]+)\",\"site\":\"([A-Za-z0-9_-]{8,64})\","
            + "\"day\":\"([0-9+-]+)\",\"kind\":\"([a-z]+)\",\"time\":\"([0-9TZ:.+-]+)\","
            + "\"previous\":\"([0-9a-f]{64})\",\"hash\":\"([0-9a-f]{64})\"}");

    /** What happened to a salt. */
    enum Change {
        CREATED("created"),
        /** Its time was over. */
        DESTROYED("destroyed"),
        /** The memory that held it was lost before its time was over, as when the machine was started anew. */
        LOST("lost");

        private final String code;

        Change(String code) {
            this.code = code;
        }

        private static Change of(String code) {
            for (Change change : values()) {
                if (change.code.equals(code)) {
                    return change;
                }
            }
            throw new IllegalArgumentException("No such change: " + code);
        }
    }

    /** Its own hash: SHA-256 over the line without the hash. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(head().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }

    String text() {
        return head() + ",\"hash\":\"" + hash() + "\"}";
    }

    private String head() {
        return "{\"event\":\"" + change.code
                + "\",\"site\":\"" + name.site()
                + "\",\"day\":\"" + name.day()
                + "\",\"kind\":\"" + name.kind().code()
                + "\",\"time\":\"" + time
                + "\",\"previous\":\"" + previous + "\"";
    }

    /** Reads a line back; nothing when it is not of the form or its hash is not its own. */
    static Optional<SaltLogLine> parse(String text) {
        Matcher fields = FORM.matcher(text);
        if (!fields.matches()) {
            return Optional.empty();
        }
        try {
            SaltName name = new SaltName(
                    new SiteId(fields.group(2)), LocalDate.parse(fields.group(3)), SaltKind.of(fields.group(4)));
            return Optional.of(new SaltLogLine(
                            Change.of(fields.group(1)), name, Instant.parse(fields.group(5)), fields.group(6)))
                    .filter(line -> line.hash().equals(fields.group(7)));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
