package dev.zta.server.cli;

import dev.zta.core.account.Plan;
import dev.zta.core.account.Standing;
import dev.zta.core.account.User;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
            User user =
                    accounts.users().add(accounts.users().checked(email, password.text(), name), accounts::asOperator);
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

    @Command(name = "password", description = "Gives somebody another password and ends all logins.")
    void password(
            @Parameters(paramLabel = "EMAIL", description = "E-mail address or id of the account.") String emailOrId,
            @Option(
                            names = "--password-stdin",
                            description = "Read the password from standard input; else one is made.")
                    boolean isPasswordGiven,
            @Option(names = "--drop-2fa", description = "Also turn off the second factor, when it was lost.")
                    boolean dropsSecondFactor,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        Password password = isPasswordGiven ? Password.fromInput(console) : Password.random();
        try (OpenAccounts accounts = OpenAccounts.openExisting(folder.settings(console), console)) {
            User user = accounts.user(emailOrId);
            accounts.users().setPassword(user, password.text(), dropsSecondFactor, accounts.asOperator(user));
            accounts.tellOfPassword(user);
            Map<String, Object> json = fields(user);
            password.shown().ifPresent(shown -> json.put("password", shown));
            answer.print(console, json, user.id() + "  " + user.email() + password.note());
        }
    }

    @Command(name = "disable", description = "Lets somebody in no more: neither logins nor keys work.")
    void disable(
            @Parameters(paramLabel = "EMAIL", description = "E-mail address or id of the account.") String emailOrId,
            @Option(names = "--undo", description = "Let the person in again.") boolean isUndone,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        try (OpenAccounts accounts = OpenAccounts.openExisting(folder.settings(console), console)) {
            User user = accounts.user(emailOrId);
            accounts.users().setDisabled(user, !isUndone);
            String done = (isUndone ? "Let in again: " : "Disabled: ") + user.email();
            answer.print(console, fields(accounts.user(user.id())), done);
        }
    }

    @Command(name = "plan", description = "Shows the plan of an account, or gives it one without payment.")
    void plan(
            @Parameters(index = "0", paramLabel = "EMAIL", description = "E-mail address or id of the account.")
                    String emailOrId,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "PLAN",
                            description = "free, pro, business or enterprise; without it the plan is only shown.")
                    Optional<String> plan,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        Optional<Plan> given = plan.map(UserCommand::planOf);
        try (OpenAccounts accounts = OpenAccounts.openExisting(folder.settings(console), console)) {
            User user = accounts.user(emailOrId);
            Standing standing =
                    given.map(wanted -> accounts.give(user, wanted)).orElseGet(() -> accounts.standing(user));
            Map<String, Object> json = fields(user);
            json.put("plan", standing.plan().code());
            json.put("status", standing.status().code());
            json.put("trialPlan", standing.trialPlan().map(Plan::code));
            answer.print(
                    console,
                    json,
                    user.email() + "  " + standing.limits().code() + "  "
                            + standing.status().code());
        }
    }

    private static Plan planOf(String code) {
        List<String> codes = Arrays.stream(Plan.values()).map(Plan::code).toList();
        return Plan.of(code.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new RefusedException(
                        ExitCode.USAGE,
                        "There is no plan '" + code + "'"
                                + Nearest.to(code, codes)
                                        .map("; did you mean '%s'?"::formatted)
                                        .orElse("")));
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
