package dev.zta.server.settings;

/** Where a value came from, the strongest first. */
public enum Source {
    COMMAND_LINE("command line"),
    ENVIRONMENT("environment"),
    FILE(SettingTexts.FILE_NAME),
    DEFAULT("default");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
