package dev.zta.server.cli;

import dev.zta.server.Wiring;
import dev.zta.server.settings.Settings;
import java.net.BindException;
import java.util.stream.Stream;

/** A server that this process runs until it is told to stop. */
final class Listening {
    private Listening() {}

    /**
     * Starts a server.
     *
     * @throws RefusedException when it can't listen where it is to
     */
    static Wiring start(Settings settings, Console console) {
        return start(settings, new Wiring(settings, console.clock()));
    }

    /**
     * Starts a server that is put together already.
     *
     * @throws RefusedException when it can't listen where it is to
     */
    static Wiring start(Settings settings, Wiring wiring) {
        try {
            wiring.start();
            return wiring;
        } catch (RuntimeException e) {
            throw causes(e).anyMatch(BindException.class::isInstance) ? cantListen(settings, e) : e;
        }
    }

    private static RefusedException cantListen(Settings settings, RuntimeException cause) {
        return new RefusedException(
                ExitCode.UNAVAILABLE,
                "Can't listen on %s: the port is in use or not allowed; choose another one with --port or ZTA_PORT"
                        .formatted(address(settings.host(), settings.port())),
                cause);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause);
    }

    /** Host and port as they stand in an address. */
    static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
