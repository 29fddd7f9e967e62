package dev.zta.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Durable beacons a second, beside a route that passes the same frame, reads the body and answers: pairs of rounds in turn, in one
 * run, on one machine, generator and server sharing its processors.
 */
final class TrackBenchmark {
    private static final int CONNECTIONS = 64;

    private final Path data;
    private final Duration warmUp;
    private final Duration round;
    private final int pairs;

    TrackBenchmark(Path data, Duration warmUp, Duration round, int pairs) {
        this.data = data;
        this.warmUp = warmUp;
        this.round = round;
        this.pairs = pairs;
    }

    void run() throws IOException {
        BenchmarkSite site = BenchmarkSite.create(data);
        try (ServerProcess server = ServerProcess.start(
                JavaCommand.of(BenchmarkServer.class),
                Map.of(
                        "ZTA_DATA", data.toString(),
                        "ZTA_PORT", "0",
                        "ZTA_RATE_TRACK", "1000000/1m"))) {
            System.out.printf(Locale.ROOT, "start to ready %.2f s%n", server.startSeconds());
            System.out.printf(Locale.ROOT, "resident, idle %.0f MB%n", server.residentMegabytes());
            LoadGenerator track = generator(server, "/api/track", site);
            LoadGenerator read = generator(server, BenchmarkServer.READ_AND_ANSWER, site);
            track.run(warmUp.dividedBy(2));
            read.run(warmUp.dividedBy(2));
            pairs(server, track, read);
            System.out.printf(
                    Locale.ROOT,
                    "resident, after load %.0f MB, peak %.0f MB%n",
                    server.residentMegabytes(),
                    server.peakMegabytes());
        }
    }

    private void pairs(ServerProcess server, LoadGenerator track, LoadGenerator read) throws IOException {
        List<LoadResult> tracks = new ArrayList<>();
        List<LoadResult> reads = new ArrayList<>();
        double cpu = server.cpuSeconds();
        for (int i = 0; i < pairs; i++) {
            tracks.add(track.run(round));
            reads.add(read.run(round));
            System.out.println("track  " + tracks.getLast());
            System.out.println("read   " + reads.getLast());
        }
        double seconds = round.toMillis() / 1000.0 * pairs * 2;
        System.out.println("durable beacons/s (min / median / max)   "
                + spread(tracks, LoadResult::perSecond).text("%,.0f"));
        System.out.println("read and answer/s                        "
                + spread(reads, LoadResult::perSecond).text("%,.0f"));
        System.out.println("ratio, pair by pair                      "
                + ratios(tracks, reads).text("%.2f"));
        System.out.println("p50 ms of track                          "
                + spread(tracks, LoadResult::p50Millis).text("%.2f"));
        System.out.println("p99 ms of track                          "
                + spread(tracks, LoadResult::p99Millis).text("%.2f"));
        System.out.println("generator, cores used in a track round   "
                + spread(tracks, LoadResult::generatorCores).text("%.2f"));
        System.out.printf(
                Locale.ROOT, "server, cores used over all rounds        %.2f%n", (server.cpuSeconds() - cpu) / seconds);
    }

    private static Spread ratios(List<LoadResult> tracks, List<LoadResult> reads) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            ratios.add(tracks.get(i).perSecond() / reads.get(i).perSecond());
        }
        return Spread.of(ratios);
    }

    private static Spread spread(List<LoadResult> results, ToDoubleFunction<LoadResult> figure) {
        return Spread.of(results.stream().mapToDouble(figure).boxed().toList());
    }

    private static LoadGenerator generator(ServerProcess server, String path, BenchmarkSite site) {
        byte[][] requests = BeaconPool.requests(
                path, "127.0.0.1:" + server.port(), site.id(), site.domain(), RandomGenerator.of("L64X128MixRandom"));
        return new LoadGenerator(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                CONNECTIONS,
                n -> requests[n % requests.length]);
    }
}
