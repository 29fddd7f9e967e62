package dev.zta.server.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** How this process ends when it is asked to by a signal: in order, and with 0. */
final class ProcessEnd {
    /** The contract gives 10 s; what is not in order by then is safe all the same, since the journal is durable. */
    private static final Duration WITHIN = Duration.ofSeconds(9);

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private ProcessEnd() {}

    /** At SIGTERM or SIGINT closes the server and ends the process; to be said before anybody is told that it runs. */
    static void closing(Runnable closing) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(closing), "stopping"));
    }

    /** Waits for such a signal; does not return. */
    static void await() throws InterruptedException {
        NEVER.await();
    }

    private static void close(Runnable closing) {
        Thread worker = Thread.ofPlatform().daemon().name("closing").start(closing);
        try {
            worker.join(WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        // A process that was asked to stop and did has ended well; without this it would end with the signal's number.
        Runtime.getRuntime().halt(ExitCode.DONE.number());
    }
}
