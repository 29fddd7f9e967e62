package dev.zta.server.cli;

import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.server.accounts.NewSite;
import java.util.LinkedHashMap;
import java.util.Map;
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
        try (OpenAccounts accounts = OpenAccounts.open(folder.settings(console), console)) {
            User user = owner.map(accounts::user).or(accounts::oldestUser).orElseThrow(SiteCommand::nobody);
            Site site = accounts.sites()
                    .add(NewSite.of(user.id(), domain, timezone, NewSite.Retention.DEFAULT), accounts.asOperator(user));
            answer.print(console, fields(site), site.id() + "  " + site.domain() + "  " + site.zone());
        }
    }

    @Command(name = "remove", description = "Deletes a site with everything in it; there is no way back.")
    void remove(
            @Parameters(paramLabel = "SITE", description = "Its domain or id.") String site,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        try (OpenAccounts accounts = OpenAccounts.openExisting(folder.settings(console), console)) {
            Site found = accounts.site(site);
            accounts.remove(found);
            answer.print(console, fields(found), "Removed " + found.id() + "  " + found.domain());
        }
    }

    private static RefusedException nobody() {
        return new RefusedException(
                ExitCode.BAD_INPUT, "A site belongs to an account and there is none yet: zta user add EMAIL");
    }

    @Command(name = "list", description = "All sites, oldest first.")
    void list(@Mixin FolderOptions folder, @Mixin JsonOption answer) {
        try (OpenAccounts accounts = OpenAccounts.open(folder.settings(console), console)) {
            answer.print(
                    console,
                    accounts.sites().all().stream().map(SiteCommand::fields).toList());
        }
    }

    private static Map<String, Object> fields(Site site) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", site.id().value());
        fields.put("domain", site.domain());
        fields.put("timezone", site.zone().getId());
        fields.put("owner", site.ownerId());
        fields.put("createdAt", site.createdAt().toString());
        return fields;
    }
}
