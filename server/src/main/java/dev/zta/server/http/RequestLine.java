package dev.zta.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A request's first line on its way to Helidon's parser, which wants ASCII, a method that is a token, and HTTP/1.1. curl sends
 * UTF-8 in a query as it was typed; nginx speaks HTTP/1.0 to the servers behind it unless it is told otherwise. The line may
 * come in any number of pieces.
 */
final class RequestLine {
    private static final byte[] OLD_VERSION = " HTTP/1.0".getBytes(StandardCharsets.US_ASCII);

    /** What a token may have besides letters and digits (RFC 9110, "Tokens"). */
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private boolean isInMethod = true;
    private boolean isOver;
    private boolean isOldVersion;
    private int oldVersionBytes;

    /**
     * Gets ready for the next line.
     *
     * @param canBeTold false when its first bytes were read already; it is then left to the parser as it comes
     */
    void begin(boolean canBeTold) {
        isInMethod = true;
        isOver = !canBeTold;
        isOldVersion = false;
        oldVersionBytes = 0;
    }

    /** Whether the line said HTTP/1.0. */
    boolean isOldVersion() {
        return isOldVersion;
    }

    /**
     * Bytes as the parser takes them; what is not of the line stays as it is.
     *
     * @throws RequestException 400 when the method is no token; Helidon itself takes that for a fault of its own
     */
    byte[] readable(byte[] bytes) {
        int end = 0;
        boolean isAscii = true;
        while (end < bytes.length && !isOver) {
            look(bytes, end);
            isAscii &= bytes[end] >= 0;
            end++;
        }
        return isAscii ? bytes : encoded(bytes, end);
    }

    private void look(byte[] bytes, int at) {
        byte next = bytes[at];
        isOver = next == '\n';
        if (isInMethod) {
            isInMethod = isOfMethod(next);
        }
        boolean fits = next == OLD_VERSION[oldVersionBytes];
        oldVersionBytes = fits ? oldVersionBytes + 1 : next == ' ' ? 1 : 0;
        if (oldVersionBytes == OLD_VERSION.length) {
            bytes[at] = '1';
            isOldVersion = true;
            oldVersionBytes = 0;
        }
    }

    private static boolean isOfMethod(byte next) {
        if (next == ' ') {
            return false;
        }
        boolean isLetter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
        if (isLetter || (next >= '0' && next <= '9') || TOKEN_MARKS.indexOf(next) >= 0) {
            return true;
        }
        throw RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .message("The method is no token")
                .build();
    }

    /** Percent-encodes what is not ASCII; Helidon would read each byte of it as an unknown character. */
    private static byte[] encoded(byte[] bytes, int lineEnd) {
        HexFormat hex = HexFormat.of().withUpperCase();
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + lineEnd);
        for (int i = 0; i < lineEnd; i++) {
            if (bytes[i] < 0) {
                result.writeBytes(('%' + hex.toHexDigits(bytes[i])).getBytes(StandardCharsets.US_ASCII));
            } else {
                result.write(bytes[i]);
            }
        }
        result.write(bytes, lineEnd, bytes.length - lineEnd);
        return result.toByteArray();
    }
}
