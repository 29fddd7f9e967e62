package dev.zta.server;

import dev.zta.server.cli.Console;
import dev.zta.server.cli.Zta;

/** Entry point of the program: the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Zta.run(Console.ofProcess(), arguments));
    }
}
