package dev.zta.server.settings;

/** Who may make an account (contract: cli, "ZTA_REGISTRATION"). */
public enum Registration {
    OPEN,
    INVITE,
    CLOSED
}
