package dev.zta.server.cli;

import dev.zta.core.site.Site;
import dev.zta.server.Stores;
import dev.zta.server.folder.DataFolder;
import dev.zta.server.imports.ImportFormat;
import dev.zta.server.imports.ImportResult;
import dev.zta.server.imports.Progress;
import dev.zta.server.imports.UnknownContinuationException;
import dev.zta.server.operator.OperatorAct;
import dev.zta.server.operator.Outcome;
import dev.zta.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = "Imports a server's log; the same content twice adds nothing.")
final class ImportCommand implements Runnable {
    private final Console console;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Mixin
    private JsonOption answer = new JsonOption();

    @Mixin
    private SiteOption site = new SiteOption();

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "auto",
            description = "combined, common or auto; ${DEFAULT-VALUE}.")
    private String formatName = "";

    @Option(names = "--create-site", description = "Make the site where there is none; it keeps its data for ever.")
    private boolean mayCreate;

    @Option(
            names = "--timezone",
            paramLabel = "TZ",
            description = "Time zone of a new site, such as Europe/Berlin; UTC.")
    private Optional<String> timezone = Optional.empty();

    @Option(names = "--url", paramLabel = "U", description = "Import through the server at this address.")
    private Optional<URI> url = Optional.empty();

    @Option(names = "--key", paramLabel = "K", description = "API key of scope write for --url.")
    private Optional<String> key = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Logs, also packed with gzip; - is standard input.")
    private List<String> files = List.of();

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ImportFormat format = ImportFormat.named(formatName)
                .orElseThrow(() -> new RefusedException(
                        ExitCode.USAGE,
                        "Invalid --format '" + formatName + "'; must be one of: "
                                + String.join(", ", ImportFormat.codes())));
        List<Input> inputs =
                files.stream().map(name -> new Input(name, console)).toList();
        inputs.forEach(Input::require);
        ImportResult result = url.isPresent() ? overNetwork(url.get(), inputs) : intoFolder(format, inputs);
        answer.print(
                console, result.json(), ImportText.of(site.domainOrId(), result, formatName.equals(ImportFormat.AUTO)));
    }

    private ImportResult overNetwork(URI address, List<Input> inputs) {
        URI base = address(address);
        if (mayCreate || timezone.isPresent() || folder.isGiven()) {
            throw new RefusedException(
                    ExitCode.USAGE,
                    "Through --url there is only a site of that server: leave out --data, --create-site and --timezone");
        }
        String credential = key.orElseThrow(() ->
                new RefusedException(ExitCode.USAGE, "Missing option '--key': --url needs an API key of scope write"));
        try (RunningServer server = new RunningServer(base, credential)) {
            return through(server, server.siteId(site.domainOrId()), inputs);
        }
    }

    /** Without the slash at its end, which paths begin with. */
    private static URI address(URI given) {
        if (given.getHost() == null || !("http".equals(given.getScheme()) || "https".equals(given.getScheme()))) {
            throw new RefusedException(
                    ExitCode.USAGE, "Invalid --url '" + given + "'; must be like https://stats.example.org");
        }
        return URI.create(given.toString().replaceFirst("/+$", ""));
    }

    private ImportResult intoFolder(ImportFormat format, List<Input> inputs) {
        Settings settings = folder.settings(console);
        Outcome shown = findSite(settings);
        Optional<RunningServer> server = RunningServer.on(new DataFolder(settings.data()));
        if (server.isPresent()) {
            try (RunningServer running = server.get()) {
                return through(running, String.valueOf(shown.row().get("id")), inputs);
            }
        }
        try (Stores stores = OpenStores.open(settings, console);
                Imports imports = new Imports(stores, settings, console)) {
            imports.start();
            Site found = AccountActs.siteOf(shown, stores.accounts());
            return inputs.stream()
                    .map(input -> here(imports, found, format, input))
                    .reduce(ImportResult.none(), ImportResult::plus);
        }
    }

    private Outcome findSite(Settings settings) {
        timezone.ifPresent(OptionValues::requireTimeZone);
        OperatorAct act = mayCreate
                ? new OperatorAct.FindOrAddSite(site.domainOrId(), timezone)
                : new OperatorAct.FindSite(site.domainOrId());
        Outcome found = AccountActs.carryOut(act, settings, console);
        Object zone = found.row().get("timezone");
        timezone.filter(wanted -> !wanted.equals(zone)).ifPresent(wanted -> {
            throw new RefusedException(
                    ExitCode.USAGE, "--timezone " + wanted + " does not agree with the site's, which is " + zone);
        });
        return found;
    }

    private ImportResult through(RunningServer server, String siteId, List<Input> inputs) {
        return inputs.stream()
                .map(input -> through(server, siteId, input))
                .reduce(ImportResult.none(), ImportResult::plus);
    }

    private ImportResult through(RunningServer server, String siteId, Input input) {
        Map<String, String> query = Map.of("siteId", siteId, "format", formatName);
        try (ProgressBar progress = input.progress()) {
            return ImportResult.parse(server.post("/api/import/file", query, input.open(progress)));
        } catch (IOException e) {
            throw unreadable(input, e);
        }
    }

    private static ImportResult here(Imports imports, Site site, ImportFormat format, Input input) {
        try (ProgressBar progress = input.progress()) {
            return imports.logs().run(site, format, input.source(progress), Progress.NOT_WATCHED);
        } catch (UnknownContinuationException e) {
            throw new RefusedException(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(input, e);
        }
    }

    private static RefusedException unreadable(Input input, IOException cause) {
        return new RefusedException(
                ExitCode.BAD_INPUT,
                input.name() + " can't be read to its end (" + cause.getMessage()
                        + "); what was read so far stays, and a new run goes on there",
                cause);
    }
}
