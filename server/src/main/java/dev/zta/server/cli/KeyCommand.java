package dev.zta.server.cli;

import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "key", description = "API keys.")
final class KeyCommand extends CommandGroup {
    private final Console console;

    KeyCommand(Console console) {
        this.console = console;
    }

    @Command(name = "add", description = "Makes a key and prints its id and, this once, the key.")
    void add(
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            defaultValue = "command line",
                            description = "What it is for; ${DEFAULT-VALUE}.")
                    String name,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            defaultValue = "read",
                            description = "read, write or admin; ${DEFAULT-VALUE}.")
                    String scope,
            @Option(names = "--site", paramLabel = "DOMAIN", description = "The only site that it reaches.")
                    Optional<String> site,
            @Option(
                            names = "--user",
                            paramLabel = "EMAIL",
                            description = "As whom it acts; the site's owner, else the oldest account.")
                    Optional<String> user,
            @Option(names = "--expires", paramLabel = "DAYS", description = "For how many days it holds; for ever.")
                    Optional<Integer> days,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        OptionValues.requireScope(scope);
        days.ifPresent(OptionValues::requireLife);
        answer.print(console, carryOut(new OperatorAct.AddKey(name, scope, site, user, days), folder));
    }

    @Command(name = "list", description = "All keys; the secret of none.")
    void list(
            @Option(names = "--user", paramLabel = "EMAIL", description = "Only of this account.")
                    Optional<String> user,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        answer.print(console, carryOut(new OperatorAct.ListKeys(user), folder).rows());
    }

    @Command(name = "revoke", description = "Makes a key worthless from now on.")
    void revoke(
            @Parameters(paramLabel = "ID", description = "The key's id, as zta key list shows it.") String id,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        answer.print(console, carryOut(new OperatorAct.RevokeKey(id), folder));
    }

    private Outcome carryOut(OperatorAct act, FolderOptions folder) {
        return AccountActs.carryOut(act, folder.settings(console), console);
    }
}
