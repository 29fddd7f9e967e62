package dev.zta.server.cli;

import dev.zta.core.account.Plan;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
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
        Outcome outcome = carryOut(new OperatorAct.AddUser(email, name, password.text()), folder);
        print(outcome, password, answer);
    }

    @Command(name = "list", description = "All accounts, oldest first.")
    void list(@Mixin FolderOptions folder, @Mixin JsonOption answer) {
        answer.print(console, carryOut(new OperatorAct.ListUsers(), folder).rows());
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
        Outcome outcome = carryOut(new OperatorAct.SetPassword(emailOrId, password.text(), dropsSecondFactor), folder);
        print(outcome, password, answer);
    }

    /** The password is told by whoever made it up. */
    private void print(Outcome outcome, Password password, JsonOption answer) {
        Map<String, Object> json = new LinkedHashMap<>(outcome.row());
        password.shown().ifPresent(shown -> json.put("password", shown));
        answer.print(console, json, outcome.text() + password.note());
    }

    @Command(name = "disable", description = "Lets somebody in no more: neither logins nor keys work.")
    void disable(
            @Parameters(paramLabel = "EMAIL", description = "E-mail address or id of the account.") String emailOrId,
            @Option(names = "--undo", description = "Let the person in again.") boolean isUndone,
            @Mixin FolderOptions folder,
            @Mixin JsonOption answer) {
        answer.print(console, carryOut(new OperatorAct.SetDisabled(emailOrId, !isUndone), folder));
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
        OperatorAct act = plan.map(UserCommand::planOf)
                .<OperatorAct>map(given -> new OperatorAct.GivePlan(emailOrId, given.code()))
                .orElseGet(() -> new OperatorAct.ShowPlan(emailOrId));
        answer.print(console, carryOut(act, folder));
    }

    private static Plan planOf(String code) {
        List<String> codes = Arrays.stream(Plan.values()).map(Plan::code).toList();
        return Plan.of(code.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new RefusedException(
                        ExitCode.USAGE, "There is no plan '" + code + "'; " + OptionValues.oneOf(code, codes)));
    }

    private Outcome carryOut(OperatorAct act, FolderOptions folder) {
        return AccountActs.carryOut(act, folder.settings(console), console);
    }
}
