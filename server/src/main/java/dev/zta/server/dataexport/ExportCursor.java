package dev.zta.server.dataexport;

import dev.zta.core.site.SiteId;
import dev.zta.core.store.HitPosition;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.InstallationSecret.Purpose;
import dev.zta.server.secrets.KeyHasher;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where an export goes on, as a text that holds for one site and one day (contract: stats, "GET /api/export"). It carries all that
 * it stands for, so nothing is kept here; a keyed hash tells whether it is ours. Thread-safe.
 */
final class ExportCursor {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int VALUES_BYTES = 1 + 5 * Long.BYTES + Integer.BYTES;
    private static final int MAC_BYTES = 16;
    private static final int TEXT_LENGTH = Math.ceilDiv((VALUES_BYTES + MAC_BYTES) * 4, 3);

    private final KeyHasher macs;

    ExportCursor(InstallationSecret secret) {
        macs = new KeyHasher(secret.keyFor(Purpose.EXPORT_CURSORS));
    }

    /** The text for a place of a site's export. */
    String write(SiteId site, ExportSelection selection, Instant now) {
        byte[] values = ByteBuffer.allocate(VALUES_BYTES)
                .put(selection.type().letter())
                .putLong(selection.start().toEpochMilli())
                .putLong(selection.end().toEpochMilli())
                .putLong(selection.shownEnd().toEpochMilli())
                .putLong(selection.from().time().toEpochMilli())
                .putInt(selection.from().passed())
                .putLong(now.toEpochMilli())
                .array();
        byte[] whole = ByteBuffer.allocate(VALUES_BYTES + MAC_BYTES)
                .put(values)
                .put(mac(site.value(), values))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** What a text stands for; empty when it was not written here for this site, or longer than a day ago. */
    Optional<ExportSelection> read(String site, String text, Instant now) {
        return decoded(text)
                .filter(whole -> isOurs(site, whole))
                .map(ByteBuffer::wrap)
                .flatMap(values -> selection(values, now));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return text.length() == TEXT_LENGTH
                    ? Optional.of(Base64.getUrlDecoder().decode(text))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isOurs(String site, byte[] whole) {
        byte[] values = Arrays.copyOf(whole, VALUES_BYTES);
        byte[] mac = Arrays.copyOfRange(whole, VALUES_BYTES, whole.length);
        return MessageDigest.isEqual(mac, mac(site, values));
    }

    private static Optional<ExportSelection> selection(ByteBuffer values, Instant now) {
        Optional<ExportType> type = ExportType.ofLetter(values.get());
        Instant start = instant(values);
        Instant end = instant(values);
        Instant shownEnd = instant(values);
        HitPosition from = new HitPosition(instant(values), values.getInt());
        boolean isFresh = now.isBefore(instant(values).plus(LIFE));
        return type.filter(_ -> isFresh).map(known -> new ExportSelection(known, start, end, shownEnd, from));
    }

    private static Instant instant(ByteBuffer values) {
        return Instant.ofEpochMilli(values.getLong());
    }

    private byte[] mac(String site, byte[] values) {
        String hex = macs.hash(site + ":" + HexFormat.of().formatHex(values)).hex();
        byte[] whole = HexFormat.of().parseHex(hex);
        return Arrays.copyOf(whole, MAC_BYTES);
    }
}
