package dev.zta.server.cli;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.site.Site;
import dev.zta.server.Stores;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.http.Json;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import dev.zta.server.report.ReportFormat;
import dev.zta.server.report.ReportText;
import dev.zta.server.settings.Settings;
import dev.zta.server.stats.StatsAnswer;
import dev.zta.server.stats.StatsReport;
import dev.zta.server.stats.StatsRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "report", description = "The numbers of a site.")
final class ReportCommand implements Runnable {
    private final Console console;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Mixin
    private SiteOption site = new SiteOption();

    @Option(names = "--period", paramLabel = "P", description = "24h, 7d, 30d, 90d or 365d; 7d.")
    private Optional<String> period = Optional.empty();

    @Option(names = "--from", paramLabel = "D", description = "First day, such as 2026-01-15.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "D", description = "Last day; today.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "table",
            description = "table, json or csv; ${DEFAULT-VALUE}.")
    private String format = "";

    @Option(names = "--limit", paramLabel = "N", description = "Rows of each list, 1 to 100; 10.")
    private Optional<String> limit = Optional.empty();

    @Option(names = "--filters", paramLabel = "FILTERS", description = "Such as country==NL;page==/docs/*.")
    private Optional<String> filters = Optional.empty();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ReportFormat shown = ReportFormat.named(format)
                .orElseThrow(() -> new RefusedException(
                        ExitCode.USAGE, "Invalid --format '" + format + "'; must be table, json or csv"));
        Settings settings = folder.settings(console);
        Outcome found = AccountActs.carryOut(new OperatorAct.FindSite(site.domainOrId()), settings, console);
        Optional<RunningServer> server = RunningServer.on(new DataFolder(settings.data()));
        StatsAnswer answer = server.isPresent() ? ask(server.get(), found) : compute(settings, found);
        String domain = String.valueOf(found.row().get("domain"));
        console.out().print(new ReportText(new Json()).render(domain, answer, shown));
        console.out().flush();
    }

    private StatsAnswer ask(RunningServer server, Outcome found) {
        try (server) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("siteId", String.valueOf(found.row().get("id")));
            parameters().forEach((name, value) -> value.ifPresent(text -> query.put(name, text)));
            return ReportText.parse(server.get("/api/stats", query));
        }
    }

    private StatsAnswer compute(Settings settings, Outcome shown) {
        try (Stores stores = OpenStores.open(settings, console)) {
            Site found = AccountActs.siteOf(shown, stores.accounts());
            return new StatsReport(stores.events())
                    .answer(found, request(found), console.clock().instant());
        }
    }

    private StatsRequest request(Site found) {
        try {
            return StatsRequest.parse(
                    name -> parameters().getOrDefault(name, Optional.empty()),
                    found.calendar(),
                    console.clock().instant());
        } catch (BadQueryException e) {
            throw new RefusedException(ExitCode.USAGE, e.error() + (e.fields().isEmpty() ? "" : " " + e.fields()), e);
        }
    }

    private Map<String, Optional<String>> parameters() {
        return Map.of("period", period, "startDate", from, "endDate", to, "limit", limit, "filters", filters);
    }
}
