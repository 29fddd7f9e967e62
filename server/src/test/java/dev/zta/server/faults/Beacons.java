package dev.zta.server.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends beacons from many callers at once and keeps account of what was answered how. Every pageview has a path of its own,
 * so that each can be found again; one in ten comes from a bot and one in ten is wrong.
 */
final class Beacons {
    private static final int CALLERS = 32;

    /** What became of a beacon as its sender sees it. */
    enum Fate {
        /** Answered 200: a pageview that must be there. */
        STORED,
        /** Answered 200: a bot's, that must be in the tally. */
        DROPPED,
        /** Answered 400, and in the tally. */
        REJECTED,
        /** Answered 503: must not be there. */
        REFUSED,
        /** Sent and not answered: may be there or not. */
        UNKNOWN,
        /** Answered as no beacon of these may be. */
        WRONG
    }

    private final String site;
    private final AtomicLong next = new AtomicLong();
    private final Map<Long, Fate> fates = new ConcurrentHashMap<>();

    Beacons(String site) {
        this.site = site;
    }

    /** A run of callers that goes on until it is stopped or the server is gone. */
    final class Run {
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

        private Run(ServerProcess server) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> sendUntilOver(server));
            }
        }

        private void sendUntilOver(ServerProcess server) {
            boolean isServed = true;
            while (isServed && !isOver.get()) {
                isServed = send(server, next.getAndIncrement()) != Fate.UNKNOWN;
            }
        }

        /** Waits for the answers that are still to come. */
        void end() throws InterruptedException {
            isOver.set(true);
            callers.shutdown();
            if (!callers.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("A caller waits for its answer for ever");
            }
        }
    }

    Run run(ServerProcess server) {
        return new Run(server);
    }

    /** Sends the next beacon and says what became of it. */
    Fate sendOne(ServerProcess server) {
        return send(server, next.getAndIncrement());
    }

    private Fate send(ServerProcess server, long number) {
        fates.put(number, Fate.UNKNOWN);
        Fate fate = fate(server, number);
        fates.put(number, fate);
        return fate;
    }

    private Fate fate(ServerProcess server, long number) {
        Fate hoped = hoped(number);
        String type = hoped == Fate.REJECTED ? "nonsense" : "pageview";
        String agent = hoped == Fate.DROPPED ? "Googlebot/2.1" : "Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0";
        try {
            HttpResponse<String> answer = server.post(
                    "/api/track",
                    "{\"type\":\"" + type + "\",\"siteId\":\"" + site + "\",\"path\":\"" + path(number) + "\"}",
                    "User-Agent",
                    agent);
            return switch (answer.statusCode()) {
                case 200, 400 -> hoped;
                case 503 -> Fate.REFUSED;
                default -> Fate.WRONG;
            };
        } catch (IOException _) {
            return Fate.UNKNOWN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Fate.UNKNOWN;
        }
    }

    private static Fate hoped(long number) {
        if (number % 10 == 3) {
            return Fate.DROPPED;
        }
        return number % 10 == 7 ? Fate.REJECTED : Fate.STORED;
    }

    private static String path(long number) {
        return "/n/" + number;
    }

    long count(Fate fate) {
        return fates.values().stream().filter(fate::equals).count();
    }

    /** How many beacons got no answer that could have ended so. */
    long unanswered(Fate hoped) {
        return fates.keySet().stream()
                .filter(number -> fates.get(number) == Fate.UNKNOWN && hoped(number) == hoped)
                .count();
    }

    long sent() {
        return next.get();
    }

    /** Acknowledged pageviews that are not among these paths. */
    List<String> missingFrom(Set<String> paths) {
        return fates.keySet().stream()
                .filter(number -> fates.get(number) == Fate.STORED)
                .map(Beacons::path)
                .filter(path -> !paths.contains(path))
                .toList();
    }

    /** Paths that were refused, or never sent, and are there nevertheless. */
    List<String> unexpectedIn(Set<String> paths) {
        return paths.stream()
                .filter(path -> {
                    long number = Long.parseLong(path.substring("/n/".length()));
                    Fate fate = fates.getOrDefault(number, Fate.REFUSED);
                    return fate == Fate.REFUSED || hoped(number) != Fate.STORED;
                })
                .toList();
    }
}
