package dev.zta.server.testing;

import dev.zta.server.Main;
import java.io.IOException;

/** {@code zta} as a test's child process: it ends when the test's process is gone, however that ended. */
public final class ChildMain {
    private ChildMain() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("parent").start(ChildMain::endWithParent);
        Main.main(arguments);
    }

    /** The parent holds the other end of standard input and never writes to it. */
    private static void endWithParent() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException _) {
            // As good as closed.
        }
        Runtime.getRuntime().halt(1);
    }
}
