package dev.zta.server.cli;

/** How a command ends (contract: cli; the numbers from 64 on are those of sysexits.h). */
public enum ExitCode {
    DONE(0),
    /** What was asked about is not so: damage found by verify, a problem found by doctor. */
    NOT_SO(1),
    USAGE(2),
    /** Input that can't be read as what it should be. */
    BAD_INPUT(65),
    NO_INPUT(66),
    /** Port in use, no fitting Java, or a server that does not answer. */
    UNAVAILABLE(69),
    SOFTWARE(70),
    /** The data folder can't be made or written. */
    CANNOT_CREATE(73),
    IO_ERROR(74),
    /** Another server holds the data folder, or a server has no time for this now. */
    TEMPORARY(75),
    /** A server does not know the key, or does not let it do this. */
    NO_PERMISSION(77),
    BAD_SETTING(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
