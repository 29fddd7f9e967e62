package dev.zta.server.cli;

import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.site.Site;
import dev.zta.server.Stores;
import dev.zta.server.Wiring;
import dev.zta.server.demo.DemoLog;
import dev.zta.server.http.Json;
import dev.zta.server.imports.ImportFormat;
import dev.zta.server.imports.ImportResult;
import dev.zta.server.imports.ImportSource;
import dev.zta.server.imports.Progress;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import dev.zta.server.report.ReportFormat;
import dev.zta.server.report.ReportText;
import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import dev.zta.server.stats.StatsReport;
import dev.zta.server.stats.StatsRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "A server on a temporary folder, with a site filled from a real access log.")
final class DemoCommand implements Callable<Integer> {
    private static final String EMAIL = "demo@example.org";
    private static final String PERIOD = "7d";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private final Console console;

    @Option(names = "--port", paramLabel = "N", description = "Port, 0 for a free one; ZTA_PORT, else 8080.")
    private Optional<String> port = Optional.empty();

    @Option(names = "--once", description = "Import, print the report and end.")
    private boolean isOnce;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (DemoFolders folders = DemoFolders.make()) {
            return isOnce ? once(settings(folders)) : serve(folders);
        }
    }

    private Settings settings(DemoFolders folders) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        given.put(Setting.DATA, folders.data().path().toString());
        given.put(Setting.SALT_DIR, folders.salts().path().toString());
        port.ifPresent(number -> given.put(Setting.PORT, number));
        return Settings.read(given, console.environment());
    }

    private int once(Settings settings) throws IOException {
        Outcome made = makeSite(settings, Password.random());
        try (Stores stores = OpenStores.open(settings, console)) {
            Site site = AccountActs.siteOf(made, stores.accounts());
            fill(stores, settings, site);
            StatsRequest request = StatsRequest.parse(
                    name -> name.equals("period") ? Optional.of(PERIOD) : Optional.empty(),
                    site.zone(),
                    console.clock().instant());
            console.out().println();
            console.out()
                    .print(new ReportText(new Json())
                            .render(
                                    site.domain(),
                                    new StatsReport(stores.events()).answer(site.id(), request),
                                    ReportFormat.TABLE));
            console.out().flush();
        }
        return ExitCode.DONE.number();
    }

    private int serve(DemoFolders folders) throws IOException, InterruptedException {
        Settings settings = settings(folders);
        Password password = Password.random();
        Outcome made = makeSite(settings, password);
        Wiring wiring = Listening.start(settings, console);
        try {
            fill(
                    wiring.stores(),
                    settings,
                    AccountActs.siteOf(made, wiring.stores().accounts()));
        } catch (IOException | RuntimeException e) {
            wiring.close();
            throw e;
        }
        ProcessEnd.closing(() -> {
            wiring.close();
            folders.close();
        });
        console.out().println();
        console.out().println("Open      http://" + Listening.address(settings.host(), wiring.port()));
        console.out().println("E-mail    " + EMAIL);
        console.out().println("Password  " + password.text());
        console.out().println("Ctrl-C ends the demo and removes its folder.");
        ProcessEnd.await();
        return ExitCode.DONE.number();
    }

    private Outcome makeSite(Settings settings, Password password) {
        try (OpenAccounts accounts = OpenAccounts.open(settings, console)) {
            accounts.carryOut(new OperatorAct.AddUser(EMAIL, Optional.of("Demo"), password.text()));
            return accounts.carryOut(new OperatorAct.FindOrAddSite(DemoLog.DOMAIN, Optional.empty()));
        }
    }

    private void fill(Stores stores, Settings settings, Site site) throws IOException {
        Instant now = console.clock().instant();
        DemoLog log = DemoLog.at(now);
        console.out()
                .println("The log of " + DemoLog.DOMAIN
                        + ", 17 to 20 May 2015, with its dates moved so that the last day is today.");
        if (log.stillToCome() > 0) {
            console.out()
                    .println("%d of its lines are of today after %s UTC and left out: they are still to come."
                            .formatted(log.stillToCome(), CLOCK.format(now)));
        }
        try (Imports imports = new Imports(stores, settings, console)) {
            imports.start();
            ImportResult result = imports.logs()
                    .run(
                            site,
                            new ImportFormat.Named(AccessLogFormat.COMBINED),
                            new ImportSource.OfStream(new ByteArrayInputStream(log.content())),
                            Progress.NOT_WATCHED);
            console.out().println(ImportText.of(site.domain(), result, false));
        }
    }
}
