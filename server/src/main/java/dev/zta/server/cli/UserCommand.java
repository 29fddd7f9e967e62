package dev.zta.server.cli;

import dev.zta.core.account.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "user", description = "Accounts of people.")
final class UserCommand extends CommandGroup {
    private final Console console;

    UserCommand(Console console) {
        this.console = console;
    }

    @Command(name = "add", description = "Makes an account and prints its id and, unless given, its password.")
    void add(
            @Parameters(paramLabel = "EMAIL", description = "E-mail address, with which the person logs in.")
                    String email,
            @Option(names = "--name", paramLabel = "NAME", description = "What to call the person.")
                    Optional<String> name,
            @Option(
                            names = "--password-stdin",
                            description = "Read the password from standard input; else one is made.")
                    boolean isPasswordGiven,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        Password password = isPasswordGiven ? Password.fromInput(console) : Password.random();
        try (OpenAccounts accounts = OpenAccounts.open(folder.settings(console), console)) {
            User user = accounts.users().add(accounts.users().checked(email, password.text(), name));
            Map<String, Object> json = fields(user);
            password.shown().ifPresent(shown -> json.put("password", shown));
            answer.print(console, json, user.id() + "  " + user.email() + password.note());
        }
    }

    @Command(name = "list", description = "All accounts, oldest first.")
    void list(@Mixin FolderOptions folder, @Mixin JsonOption answer) {
        try (OpenAccounts accounts = OpenAccounts.open(folder.settings(console), console)) {
            answer.print(
                    console,
                    accounts.users().all().stream().map(UserCommand::fields).toList());
        }
    }

    private static Map<String, Object> fields(User user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", user.id());
        fields.put("email", user.email());
        fields.put("name", user.name());
        fields.put("disabled", user.disabled());
        fields.put("createdAt", user.createdAt().toString());
        return fields;
    }
}
