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

    /** Some seconds of good beacons, so that a server is as large as it gets in use. */
    static void warmUp(ServerProcess server, BenchmarkSite site) throws IOException {
        generator(server, "/api/track", site).run(Duration.ofSeconds(10));
    }

    /** What a round of load came to, and the processor time that the server took for it, whatever else it did meanwhile. */
    private record Round(LoadResult load, double serverCores) {
        double serverMicros() {
            return serverCores / load.perSecond() * 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s  server %.2f cores, %.0f us an answer", load, serverCores, serverMicros());
        }
    }

    private Round round(ServerProcess server, LoadGenerator load) throws IOException {
        double cpu = server.cpuSeconds();
        long begun = System.nanoTime();
        LoadResult result = load.run(round);
        return new Round(result, (server.cpuSeconds() - cpu) / ((System.nanoTime() - begun) / 1e9));
    }

    private void pairs(ServerProcess server, LoadGenerator track, LoadGenerator read) throws IOException {
        List<Round> tracks = new ArrayList<>();
        List<Round> reads = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            tracks.add(round(server, track));
            System.out.println("track  " + tracks.getLast());
            reads.add(round(server, read));
            System.out.println("read   " + reads.getLast());
        }
        print(
                "durable beacons/s (min / median / max)",
                "%,.0f",
                tracks,
                round -> round.load().perSecond());
        print("read and answer/s", "%,.0f", reads, round -> round.load().perSecond());
        System.out.println(label("ratio, pair by pair") + ratios(tracks, reads).text("%.2f"));
        print("p50 ms of track", "%.2f", tracks, round -> round.load().p50Millis());
        print("p99 ms of track", "%.2f", tracks, round -> round.load().p99Millis());
        print(
                "generator, cores used in a track round",
                "%.2f",
                tracks,
                round -> round.load().generatorCores());
        print("server, cores used in a track round", "%.2f", tracks, Round::serverCores);
        print("server, us a durable beacon, all threads", "%.0f", tracks, Round::serverMicros);
        print("server, us an answer of the other route", "%.0f", reads, Round::serverMicros);
    }

    private static Spread ratios(List<Round> tracks, List<Round> reads) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            ratios.add(tracks.get(i).load().perSecond() / reads.get(i).load().perSecond());
        }
        return Spread.of(ratios);
    }

    private static void print(String what, String form, List<Round> rounds, ToDoubleFunction<Round> figure) {
        Spread spread = Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
        System.out.println(label(what) + spread.text(form));
    }

    private static String label(String what) {
        return String.format(Locale.ROOT, "%-42s", what);
    }

    private static LoadGenerator generator(ServerProcess server, String path, BenchmarkSite site) {
        return new LoadGenerator(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                CONNECTIONS,
                new BeaconPool(
                        path, "127.0.0.1:" + server.port(), List.of(site), RandomGenerator.of("L64X128MixRandom")));
    }
}
