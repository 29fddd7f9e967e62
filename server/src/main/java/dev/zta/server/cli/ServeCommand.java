package dev.zta.server.cli;

import dev.zta.server.Wiring;
import dev.zta.server.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Runs the server until SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Option(
            names = "--new-secret-key",
            description = "Go on although the secret key is another one than before, because that is lost: logins,"
                    + " API keys and second factors made with it hold no more.")
    private boolean isKeyNew;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings(console);
        Wiring made = new Wiring(settings, console.clock());
        Wiring wiring = Listening.start(settings, isKeyNew ? made.withNewSecretKey() : made);
        ProcessEnd.closing(wiring::close);
        wiring.setupCode()
                .ifPresent(code ->
                        console.err().println("The first account needs this set-up code to register: " + code.value()));
        console.out()
                .println(
                        "Zero Trust Analytics is ready at http://" + Listening.address(settings.host(), wiring.port()));
        ProcessEnd.await();
        return ExitCode.DONE.number();
    }
}
