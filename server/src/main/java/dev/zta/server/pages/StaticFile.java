package dev.zta.server.pages;

import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** A file that is sent as it is: its bytes, its bytes compressed, and its entity tag, made once. Immutable. */
final class StaticFile {
    private static final int TAG_DIGITS = 32;

    /** The coding among those that a client takes, unless at a weight of nothing (RFC 9110, "Accept-Encoding"). */
    private static final Pattern GZIP_TAKEN =
            Pattern.compile("(?i)(^|,)\\s*gzip\\s*(;(?!\\s*q=0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)");

    private final String type;
    private final byte[] plain;
    private final byte[] gzip;
    private final String tag;

    private StaticFile(String type, byte[] plain, byte[] gzip, String tag) {
        this.type = type;
        this.plain = plain;
        this.gzip = gzip;
        this.tag = tag;
    }

    static StaticFile of(String name, byte[] content) {
        return new StaticFile(typeOf(name), content, gzip(content), tag(content));
    }

    byte[] content() {
        return plain.clone();
    }

    /** The same text file with every occurrence of a text replaced. */
    StaticFile with(String text, String replacement) {
        String changed = new String(plain, StandardCharsets.UTF_8).replace(text, replacement);
        byte[] content = changed.getBytes(StandardCharsets.UTF_8);
        return new StaticFile(type, content, gzip(content), tag(content));
    }

    /** The answer to a request for it, 304 when the client has it already. */
    Answer answer(Call call, Map<String, String> more) {
        boolean isGzip = gzip.length < plain.length
                && call.header("Accept-Encoding")
                        .filter(value -> GZIP_TAKEN.matcher(value).find())
                        .isPresent();
        String shownTag = '"' + tag + (isGzip ? "-gz" : "") + '"';
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("ETag", shownTag);
        headers.put("Vary", "Accept-Encoding");
        if (isKnown(call.header("If-None-Match"), shownTag)) {
            return new Answer(304, headers, Answer.NO_BODY);
        }
        headers.put("Content-Type", type);
        if (isGzip) {
            headers.put("Content-Encoding", "gzip");
        }
        return new Answer(200, headers, isGzip ? gzip : plain);
    }

    private static boolean isKnown(Optional<String> ifNoneMatch, String shownTag) {
        return ifNoneMatch
                .filter(value -> value.contains(shownTag) || value.equals("*"))
                .isPresent();
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "json" -> "application/json";
            case "png" -> "image/png";
            case "woff2" -> "font/woff2";
            case "txt" -> "text/plain; charset=utf-8";
            default -> "application/octet-stream";
        };
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
