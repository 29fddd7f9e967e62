package dev.zta.server.settings;

import java.util.regex.Pattern;

/** A setting that is unknown or can't be; the message names it, its value and what is allowed. */
public final class BadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names that sound like secrets, which may be meant for a setting that is one. */
    private static final Pattern SECRET = Pattern.compile("SECRET|KEY|PASSWORD|TOKEN|CODE");

    BadSettingException(String message) {
        super(message);
    }

    /**
     * The secret key is not that of the accounts.
     *
     * @param text what is wrong, and what to do
     */
    public static BadSettingException secretKey(String text) {
        return new BadSettingException(text);
    }

    /** The same, found by a failure. */
    public static BadSettingException secretKey(String text, Throwable cause) {
        BadSettingException exception = new BadSettingException(text);
        exception.initCause(cause);
        return exception;
    }

    static BadSettingException badValue(Setting setting, String value, Source source) {
        String shown = setting.isSecret() ? "(not shown)" : "'" + value + "'";
        return new BadSettingException(
                setting.key() + " (" + source.label() + ") is " + shown + "; allowed: " + setting.allowed());
    }

    static BadSettingException unknown(String key, String value, Source source, String nearest) {
        String shown = SECRET.matcher(key).find() ? "a value that is not shown" : "the value '" + value + "'";
        return new BadSettingException("Unknown setting " + key + " (" + source.label() + ") with " + shown
                + "; the nearest one is " + nearest);
    }
}
