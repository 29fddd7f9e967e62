package dev.zta.benchmarks;

import dev.zta.core.access.Action;
import dev.zta.server.Wiring;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Cors;
import dev.zta.server.http.Feature;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import dev.zta.server.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The server as it is, with one more route that passes the same frame as ingestion, reads the body and answers. */
final class BenchmarkServer {
    static final String READ_AND_ANSWER = "/benchmark/read";

    private BenchmarkServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.read(Map.of(), System.getenv());
        CountDownLatch stopped = new CountDownLatch(1);
        Wiring wiring = new Wiring(settings, HttpBounds.DEFAULT, clock(arguments), List.of(new ReadAndAnswer()));
        wiring.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            wiring.close();
            stopped.countDown();
        }));
        System.out.println("Zero Trust Analytics is ready at http://127.0.0.1:" + wiring.port());
        stopped.await();
    }

    /** The time it is, or one that goes on from an instant that is given. */
    private static InstantSource clock(String[] arguments) {
        return arguments.length == 0
                ? InstantSource.system()
                : InstantSource.offset(
                        InstantSource.system(), Duration.between(Instant.now(), Instant.parse(arguments[0])));
    }

    private static final class ReadAndAnswer implements Feature {
        private static final Answer DONE = Answer.ok(Map.of("success", true));

        @Override
        public List<Route> routes() {
            return List.of(new Route(
                    "POST", READ_AND_ANSWER, Action.TRACK, RoutePolicy.TRACK.with(Cors.OPEN), ReadAndAnswer::answer));
        }

        private static Answer answer(Call call) {
            return call.body().length == 0 ? Answer.ok(Map.of("success", false)) : DONE;
        }
    }
}
