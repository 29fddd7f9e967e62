package dev.zta.server.cli;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing itself and has commands below it. */
abstract class CommandGroup implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            String choices = spec.subcommands().keySet().stream().sorted().collect(Collectors.joining(", "));
            throw new ParameterException(spec.commandLine(), "A command is missing; one of: " + choices);
        }
    }
}
