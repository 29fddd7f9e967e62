package dev.zta.server.oauth;

/** Logging in elsewhere did not work out; the text is the contract's and shown to the person. */
final class OAuthFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    OAuthFailure(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    String text() {
        return text;
    }
}
