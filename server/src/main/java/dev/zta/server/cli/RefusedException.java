package dev.zta.server.cli;

/** A command can't go on; the message is what the user reads, in one line that says what to do. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    RefusedException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    RefusedException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
