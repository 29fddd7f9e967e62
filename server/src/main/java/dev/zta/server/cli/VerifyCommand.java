package dev.zta.server.cli;

import dev.zta.core.activity.ActivityLog;
import dev.zta.server.Stores;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.operator.Verification;
import dev.zta.server.operator.Verification.Check;
import dev.zta.server.operator.Verification.Outcome;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.SecretKeys;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "verify",
        description = "Recomputes closed days and compares, checks the chains, lists every stored column.")
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Mixin
    private JsonOption answer = new JsonOption();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = folder.settings(console);
        Optional<RunningServer> server = RunningServer.on(new DataFolder(settings.data()));
        Outcome outcome = server.isPresent() ? ask(server.get()) : compute(settings);
        answer.print(console, outcome, text(outcome));
        return (outcome.sound() ? ExitCode.DONE : ExitCode.NOT_SO).number();
    }

    private static Outcome ask(RunningServer server) {
        try (server) {
            return JsonMapper.builder().build().readValue(server.get("/api/operator/verify", Map.of()), Outcome.class);
        }
    }

    private Outcome compute(Settings settings) {
        ExistingFolder.require(settings);
        try (Stores stores = OpenStores.open(settings, console)) {
            return new Verification(
                            stores.events(),
                            stores.journal(),
                            stores.folder().saltLog(),
                            activityLog(stores, settings),
                            console.clock())
                    .run();
        }
    }

    private static ActivityLog activityLog(Stores stores, Settings settings) {
        SecureRandom random = new SecureRandom();
        try {
            InstallationSecret secret =
                    new SecretKeys(stores.accounts(), settings, stores.folder().secretKey(), random).forCommand();
            return stores.accounts().activityLog(secret.keyFor(InstallationSecret.Purpose.ACTIVITY_CHAIN), random);
        } catch (IOException e) {
            throw new RefusedException(
                    ExitCode.CANNOT_CREATE, "The secret key in " + settings.data() + " can't be read", e);
        }
    }

    private static String text(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (Check check : outcome.checks()) {
            text.append(check.findings().isEmpty() ? "ok       " : "NOT SO   ")
                    .append(check.name())
                    .append('\n');
            check.findings()
                    .forEach(finding -> text.append("         ").append(finding).append('\n'));
        }
        text.append("\nEverything that is stored:\n");
        outcome.columns().forEach(column -> text.append("  ").append(column).append('\n'));
        return text.toString().stripTrailing();
    }
}
