package dev.zta.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long reports of a large site take over HTTP while beacons for it and other sites come in, beside what they take without:
 * of one server, a process of its own with the launcher's bounds. Its clock goes on from the end of what the store was filled
 * with.
 */
final class BusyBenchmark {
    /** The large one and those that were empty before. */
    static final int SITES = 100;

    private static final String UNLIMITED = "1000000/1m";
    private static final Pattern LAG = Pattern.compile("\"journalLag\":\\s*(\\d+)");

    private final Path data;
    private final StoreSize size;
    private final BusyPlan plan;

    /**
     * A benchmark of one size.
     *
     * @param data the server's folder, in which the store is made unless it is there; the beacons stay in it
     */
    BusyBenchmark(Path data, StoreSize size, BusyPlan plan) {
        this.data = data;
        this.size = size;
        this.plan = plan;
    }

    /**
     * Runs and prints.
     *
     * @throws IOException also when a beacon failed
     */
    BusyFigures run() throws IOException {
        new MadeStore(data, size).prepare();
        List<BenchmarkSite> sites = BenchmarkSite.createAll(data, SITES);
        String key = ReadKey.make(data);
        try (ServerProcess server = start()) {
            ApiReader reader = new ApiReader(server.address(), key);
            BusyReader questions = new BusyReader(reader, sites.getFirst().id(), plan);
            BusyPhase idle = ask("idle", questions, server);
            BusyFigures figures = whileBeaconsCome(server, sites, idle, questions);
            figures.print();
            System.out.println("journal records that wait for the store: " + journalLag(reader));
            if (figures.failedBeacons() > 0) {
                throw new IOException(figures.failedBeacons() + " beacons failed");
            }
            return figures;
        }
    }

    private ServerProcess start() throws IOException {
        List<String> command = new ArrayList<>(JavaCommand.of(BenchmarkServer.class));
        command.add(StoreFiller.NOW.toString());
        return ServerProcess.start(
                command,
                Map.of(
                        "ZTA_DATA",
                        data.toString(),
                        "ZTA_PORT",
                        "0",
                        "ZTA_RATE_API",
                        UNLIMITED,
                        "ZTA_RATE_TRACK",
                        UNLIMITED));
    }

    private static BusyPhase ask(String phase, BusyReader questions, ServerProcess server) throws IOException {
        double serverCpu = server.cpuSeconds();
        double ownCpu = ownCpuSeconds();
        long begun = System.nanoTime();
        List<BusyTimes> kinds = new ArrayList<>();
        for (BusyQuestion kind : BusyQuestion.ALL) {
            kinds.add(questions.ask(kind));
            System.out.println(phase + "  " + kinds.getLast().text());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new BusyPhase(
                kinds,
                (server.cpuSeconds() - serverCpu) / seconds,
                (ownCpuSeconds() - ownCpu) / seconds,
                server.residentMegabytes(),
                server.peakMegabytes());
    }

    private static double ownCpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private BusyFigures whileBeaconsCome(
            ServerProcess server, List<BenchmarkSite> sites, BusyPhase idle, BusyReader questions) throws IOException {
        BeaconPool pool = new BeaconPool(
                "/api/track", "127.0.0.1:" + server.port(), sites, RandomGenerator.of("L64X128MixRandom"));
        PacedResult leadIn = generator(server, pool).run(plan.leadIn());
        AtomicBoolean isOver = new AtomicBoolean();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<PacedResult> beacons =
                    thread.submit(() -> generator(server, pool).run(isOver::get));
            BusyPhase busy;
            try {
                busy = ask("busy", questions, server);
            } finally {
                isOver.set(true);
            }
            return new BusyFigures(idle, busy, leadIn, outcome(beacons));
        }
    }

    private PacedGenerator generator(ServerProcess server, BeaconPool pool) {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        return new PacedGenerator(target, plan.beaconsASecond(), pool);
    }

    private static PacedResult outcome(Future<PacedResult> beacons) throws IOException {
        try {
            return beacons.get();
        } catch (ExecutionException e) {
            throw new IOException("Beacons could not be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static String journalLag(ApiReader reader) throws IOException {
        Matcher lag = LAG.matcher(reader.text("/api/health"));
        return lag.find() ? lag.group(1) : "not told";
    }
}
