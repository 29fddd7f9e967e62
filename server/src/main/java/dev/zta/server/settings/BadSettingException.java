package dev.zta.server.settings;

/** A setting that is unknown or can't be; the message names it, its value and what is allowed. */
public final class BadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSettingException(String message) {
        super(message);
    }

    static BadSettingException badValue(Setting setting, String value, Source source) {
        String shown = setting.isSecret() ? "(not shown)" : "'" + value + "'";
        return new BadSettingException(
                setting.key() + " (" + source.label() + ") is " + shown + "; allowed: " + setting.allowed());
    }

    static BadSettingException unknown(String key, String value, Source source, String nearest) {
        return new BadSettingException("Unknown setting " + key + " (" + source.label() + ") with the value '" + value
                + "'; the nearest one is " + nearest);
    }
}
