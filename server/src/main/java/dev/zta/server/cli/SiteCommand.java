package dev.zta.server.cli;

import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "site", description = "Sites whose visits are counted.")
final class SiteCommand extends CommandGroup {
    private final Console console;

    SiteCommand(Console console) {
        this.console = console;
    }

    @Command(name = "add", description = "Makes a site and prints its id.")
    void add(
            @Parameters(paramLabel = "DOMAIN", description = "Its host name.") String domain,
            @Option(
                            names = "--timezone",
                            paramLabel = "TZ",
                            description = "Where its days begin, such as Europe/Berlin; UTC.")
                    Optional<String> timezone,
            @Option(names = "--owner", paramLabel = "EMAIL", description = "Whose it is; the oldest account's.")
                    Optional<String> owner,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        timezone.ifPresent(OptionValues::requireTimeZone);
        answer.print(console, carryOut(new OperatorAct.AddSite(domain, timezone, owner), folder));
    }

    @Command(name = "remove", description = "Deletes a site with everything in it; there is no way back.")
    void remove(
            @Parameters(paramLabel = "SITE", description = "Its domain or id.") String site,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        answer.print(console, carryOut(new OperatorAct.RemoveSite(site), folder));
    }

    @Command(name = "list", description = "All sites, oldest first.")
    void list(@Mixin FolderOptions folder, @Mixin JsonOption answer) {
        answer.print(console, carryOut(new OperatorAct.ListSites(), folder).rows());
    }

    private Outcome carryOut(OperatorAct act, FolderOptions folder) {
        return AccountActs.carryOut(act, folder.settings(console), console);
    }
}
