package dev.zta.server.cli;

import dev.zta.core.account.AccountStoreUnavailableException;
import dev.zta.server.folder.FileUnreadableException;
import dev.zta.server.folder.FolderHeldException;
import dev.zta.server.folder.FolderUnusableException;
import dev.zta.server.http.ApiException;
import dev.zta.server.settings.BadSettingException;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code zta} itself: its commands, and the one place where an error becomes a line and an exit code. */
@Command(
        name = "zta",
        description = "Zero Trust Analytics: web analytics that know nothing about anybody.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            ReportCommand.class,
            UserCommand.class,
            SiteCommand.class,
            KeyCommand.class,
            VerifyCommand.class,
            ConfigCommand.class,
            VersionCommand.class,
            DoctorCommand.class,
            TrainCommand.class
        })
public final class Zta implements Runnable {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error came from.")
    private boolean isDebugging;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // read by picocli, which answers it itself
    private boolean isHelpWanted;

    @Spec
    private CommandSpec spec;

    private Zta(CommandSpec spec) {
        this.spec = spec;
    }

    /** Runs a command and says how the process ends. */
    public static int run(Console console, String... arguments) {
        return commandLine(console).execute(arguments);
    }

    /** The commands with all that they take, not yet run. */
    static CommandLine commandLine(Console console) {
        Zta zta = new Zta(CommandSpec.create());
        return new CommandLine(zta, new CommandFactory(console))
                .setOut(console.out())
                .setErr(console.err())
                .setExitCodeExceptionMapper(error -> codeOf(error).number())
                .setParameterExceptionHandler((error, _) -> wrongUsage(error))
                .setExecutionExceptionHandler((error, command, _) -> failed(error, command, zta.isDebugging));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }

    private static int wrongUsage(ParameterException error) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + messageOf(error) + suggestion(error));
        command.getErr().println("See '" + name + " --help'.");
        return ExitCode.USAGE.number();
    }

    private static String suggestion(ParameterException error) {
        if (!(error instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        String wrong = unmatched.getUnmatched().getFirst();
        CommandSpec spec = unmatched.getCommandLine().getCommandSpec();
        Set<String> right = wrong.startsWith("-")
                ? spec.optionsMap().keySet()
                : spec.subcommands().keySet();
        return Nearest.to(wrong, right).map("; did you mean '%s'?"::formatted).orElse("");
    }

    private static int failed(Exception error, CommandLine command, boolean isDebugging) {
        String text = codeOf(error) == ExitCode.SOFTWARE ? unexpected(error) : messageOf(error);
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + text);
        if (isDebugging) {
            error.printStackTrace(command.getErr());
        }
        return codeOf(error).number();
    }

    private static String unexpected(Exception error) {
        return "failed unexpectedly (" + error.getClass().getSimpleName() + ": " + messageOf(error)
                + "); again with --debug it says where";
    }

    private static ExitCode codeOf(Throwable error) {
        return switch (error) {
            case RefusedException refused -> refused.exitCode();
            case BadSettingException _ -> ExitCode.BAD_SETTING;
            case FolderUnusableException _ -> ExitCode.CANNOT_CREATE;
            case FolderHeldException _ -> ExitCode.TEMPORARY;
            case FileUnreadableException _ -> ExitCode.IO_ERROR;
            case AccountStoreUnavailableException _ -> ExitCode.IO_ERROR;
            case ApiException _ -> ExitCode.BAD_INPUT;
            default -> ExitCode.SOFTWARE;
        };
    }

    /** What the error says, in one line. */
    private static String messageOf(Throwable error) {
        String text = error instanceof ApiException refusal
                ? RefusalText.of(refusal)
                : Objects.toString(error.getMessage(), "");
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
