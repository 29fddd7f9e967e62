package dev.zta.server.settings;

/** The form of log lines. */
public enum LogFormat {
    TEXT,
    JSON
}
