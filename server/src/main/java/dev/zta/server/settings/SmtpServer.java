package dev.zta.server.settings;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where e-mails are handed over (contract: cli, "ZTA_SMTP_URL"). Prints as nothing.
 *
 * @param isEncrypted from the first byte on; else as soon as the server offers it
 * @param user empty: without authentication
 */
public record SmtpServer(String host, int port, boolean isEncrypted, String user, String password) {
    private static final int SUBMISSION_PORT = 587;
    private static final int ENCRYPTED_PORT = 465;

    /**
     * Reads {@code smtp://[user:password@]host[:port]} or {@code smtps://…}; user and password may be percent-encoded.
     *
     * @throws IllegalArgumentException for anything else
     */
    static SmtpServer parse(String text) {
        URI uri = URI.create(text);
        boolean isEncrypted = "smtps".equals(uri.getScheme());
        boolean isKnown = isEncrypted || "smtp".equals(uri.getScheme());
        String path = String.valueOf(uri.getRawPath());
        if (!isKnown || uri.getHost() == null || !(path.isEmpty() || path.equals("/")) || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("no mail server");
        }
        String[] login = uri.getRawUserInfo() == null ? new String[] {"", ""} : login(uri.getRawUserInfo());
        int usualPort = isEncrypted ? ENCRYPTED_PORT : SUBMISSION_PORT;
        return new SmtpServer(
                uri.getHost(), uri.getPort() < 0 ? usualPort : uri.getPort(), isEncrypted, login[0], login[1]);
    }

    private static String[] login(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("no user and password");
        }
        return new String[] {decoded(text.substring(0, colon)), decoded(text.substring(colon + 1))};
    }

    /** A plus means itself here. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SmtpServer";
    }
}
