package dev.zta.server.cli;

import dev.zta.server.Wiring;
import dev.zta.server.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "serve", description = "Runs the server until SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServeOptions options = new ServeOptions();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings(console);
        Wiring wiring = Listening.start(settings, console);
        wiring.setupCode()
                .ifPresent(code ->
                        console.err().println("The first account needs this set-up code to register: " + code.value()));
        console.out()
                .println(
                        "Zero Trust Analytics is ready at http://" + Listening.address(settings.host(), wiring.port()));
        ProcessEnd.await(wiring::close);
        return ExitCode.DONE.number();
    }
}
