package dev.zta.server.cli;

import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.site.Site;
import dev.zta.server.Wiring;
import dev.zta.server.demo.DemoLog;
import dev.zta.server.imports.ImportFormat;
import dev.zta.server.imports.ImportSource;
import dev.zta.server.imports.Progress;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Does what people will do, so that the JVM can keep what it learns (the launcher's start-up cache): a first start with an
 * import, a second one on the folder of the first, and under both some load, reports, a login.
 */
@Command(name = "train", hidden = true, description = "A training run for the start-up cache.")
final class TrainCommand implements Runnable {
    private static final String EMAIL = "train@example.org";

    private final Console console;
    private final Password password = Password.random();

    @Mixin
    private FolderOptions folder = new FolderOptions();

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Map<Setting, String> given = new EnumMap<>(folder.given());
        given.put(Setting.PORT, "0");
        // Beside the data, not where salts of real servers are: they would stay there.
        given.put(Setting.SALT_DIR, Settings.read(given, Map.of()).data() + "-salts");
        given.put(Setting.RATE_TRACK, "1000000/1m");
        Settings settings = Settings.read(given, Map.of());
        Outcome made = makeSite(settings);
        serve(settings, made, this::importLog);
        serve(settings, made, (_, _, _) -> {});
    }

    /** What one start does before it takes beacons. */
    @FunctionalInterface
    private interface First {
        void run(Wiring wiring, Settings settings, Site site) throws IOException;
    }

    private void serve(Settings settings, Outcome made, First first) {
        try (Wiring wiring = Listening.start(settings, console);
                RunningServer server =
                        new RunningServer(URI.create("http://127.0.0.1:" + wiring.port()), wiring.operatorToken())) {
            Site site = AccountActs.siteOf(made, wiring.stores().accounts());
            first.run(wiring, settings, site);
            new TrainingLoad(wiring.port(), site).run();
            ask(server, site);
        } catch (IOException e) {
            throw new RefusedException(ExitCode.IO_ERROR, "The training run failed", e);
        }
    }

    private void importLog(Wiring wiring, Settings settings, Site site) throws IOException {
        try (Imports imports = new Imports(wiring.stores(), settings, console)) {
            imports.start();
            imports.logs()
                    .run(
                            site,
                            new ImportFormat.Named(AccessLogFormat.COMBINED),
                            new ImportSource.OfStream(new ByteArrayInputStream(
                                    DemoLog.at(console.clock().instant()).content())),
                            Progress.NOT_WATCHED);
        }
    }

    private Outcome makeSite(Settings settings) {
        try (OpenAccounts accounts = OpenAccounts.open(settings, console)) {
            accounts.carryOut(new OperatorAct.AddUser(EMAIL, Optional.empty(), password.text()));
            return accounts.carryOut(new OperatorAct.FindOrAddSite(DemoLog.DOMAIN, Optional.empty()));
        }
    }

    private void ask(RunningServer server, Site site) {
        String login = "{\"email\":\"" + EMAIL + "\",\"password\":\"" + password.text() + "\"}";
        server.post("/api/auth/login", Map.of(), new ByteArrayInputStream(login.getBytes(StandardCharsets.UTF_8)));
        for (String period : List.of("24h", "7d", "30d")) {
            server.get("/api/stats", Map.of("siteId", site.id().value(), "period", period));
        }
        server.get("/api/realtime", Map.of("siteId", site.id().value()));
        server.get("/api/health", Map.of());
        server.get("/login/", Map.of());
    }
}
