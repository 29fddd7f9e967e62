package dev.zta.server.cli;

import dev.zta.core.account.ApiKey;
import dev.zta.core.account.User;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.accounts.KeyAccounts;
import dev.zta.server.accounts.NewKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            @Option(names = "--user", paramLabel = "EMAIL", description = "As whom it acts; the oldest account.")
                    Optional<String> user,
            @Option(names = "--expires", paramLabel = "DAYS", description = "For how many days it holds; for ever.")
                    Optional<Integer> days,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        try (OpenAccounts accounts = OpenAccounts.open(folder.settings(console), console)) {
            Optional<Site> limitedTo = site.map(accounts::site);
            NewKey wanted = new NewKey(
                    owner(accounts, user, limitedTo),
                    KeyAccounts.checkedName(name),
                    KeyAccounts.checkedScope(scope),
                    days.map(accounts.keys()::checkedExpiry),
                    limitedTo.map(Site::id));
            KeyAccounts.IssuedKey issued = accounts.keys().add(wanted, accounts.asOperator(wanted.userId()));
            accounts.tellOfKey(issued.key());
            Map<String, Object> json = fields(issued.key());
            json.put("key", issued.secret());
            answer.print(console, json, issued.key().id() + "%nKey (shown only now): %s".formatted(issued.secret()));
        }
    }

    private static String owner(OpenAccounts accounts, Optional<String> user, Optional<Site> limitedTo) {
        return user.map(accounts::user)
                .map(User::id)
                .or(() -> limitedTo.map(Site::ownerId))
                .or(() -> accounts.oldestUser().map(User::id))
                .orElseThrow(() -> new RefusedException(
                        ExitCode.BAD_INPUT, "A key belongs to an account and there is none yet: zta user add EMAIL"));
    }

    @Command(name = "list", description = "All keys; the secret of none.")
    void list(
            @Option(names = "--user", paramLabel = "EMAIL", description = "Only of this account.")
                    Optional<String> user,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        try (OpenAccounts accounts = OpenAccounts.open(folder.settings(console), console)) {
            List<User> users = user.map(accounts::user)
                    .map(List::of)
                    .orElseGet(() -> accounts.users().all());
            answer.print(
                    console,
                    users.stream()
                            .flatMap(one -> accounts.keys().of(one.id()).stream())
                            .map(KeyCommand::fields)
                            .toList());
        }
    }

    @Command(name = "revoke", description = "Makes a key worthless from now on.")
    void revoke(
            @Parameters(paramLabel = "ID", description = "The key's id, as zta key list shows it.") String id,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        try (OpenAccounts accounts = OpenAccounts.open(folder.settings(console), console)) {
            if (!accounts.keys().revoke(id, key -> accounts.asOperator(key.userId()))) {
                throw new RefusedException(
                        ExitCode.BAD_INPUT, "There is no live key '" + id + "'; zta key list shows all");
            }
            answer.print(console, Map.of("id", id, "revoked", true), "Revoked " + id);
        }
    }

    private static Map<String, Object> fields(ApiKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", key.id());
        fields.put("name", key.name());
        fields.put("scope", key.scope().name().toLowerCase(Locale.ROOT));
        fields.put("mask", key.mask());
        fields.put("user", key.userId());
        fields.put("site", key.limitedTo().map(SiteId::value));
        fields.put("expiresAt", key.expiresAt().map(Instant::toString));
        return fields;
    }
}
