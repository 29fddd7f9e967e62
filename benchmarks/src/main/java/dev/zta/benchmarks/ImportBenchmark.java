package dev.zta.benchmarks;

import dev.zta.server.Main;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** {@code zta import} of a made log, in a process bounded as the launcher bounds it. */
final class ImportBenchmark {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAYS = 30;
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"
                    + " Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"
                    + " Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");

    private final Path folder;
    private final int lines;

    ImportBenchmark(Path folder, int lines) {
        this.folder = folder;
        this.lines = lines;
    }

    /** Imports three times, each into a new folder. */
    void run() throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve("access.log");
        write(log);
        List<Double> perSecond = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            perSecond.add(lines / importing(log, folder.resolve("data" + i)));
        }
        System.out.println("lines/s of zta import, start included (min / median / max) "
                + Spread.of(perSecond).text("%,.0f"));
    }

    /** As in many logs: one line in five a page, the rest its files, one visitor in five a robot. */
    private void write(Path log) throws IOException {
        Random random = new Random(1);
        long first = Instant.parse("2026-05-01T00:00:00Z").getEpochSecond();
        double step = DAYS * 86_400.0 / lines;
        try (BufferedWriter out = Files.newBufferedWriter(log, StandardCharsets.US_ASCII)) {
            for (int i = 0; i < lines; i++) {
                int visitor = i / 15 * 31 + random.nextInt(40);
                out.write(line(random, visitor, Instant.ofEpochSecond(first + (long) (i * step))));
            }
        }
    }

    private static String line(Random random, int visitor, Instant time) {
        int number = (int) (5_000 * Math.pow(random.nextDouble(), 4));
        boolean isPage = random.nextInt(5) == 0;
        String path = isPage ? "/section/" + number : "/assets/" + number + ".png";
        String referrer = isPage && random.nextInt(3) == 0 ? "https://referrer-" + number % 50 + ".example/" : "-";
        return "10.%d.%d.%d - - [%s] \"GET %s HTTP/1.1\" 200 5120 \"%s\" \"%s\"%n"
                .formatted(
                        visitor >> 16 & 255,
                        visitor >> 8 & 255,
                        visitor & 255,
                        TIME.format(time),
                        path,
                        referrer,
                        BROWSERS.get(visitor % BROWSERS.size()));
    }

    private static double importing(Path log, Path data) throws IOException {
        List<String> command = new ArrayList<>(JavaCommand.of(Main.class));
        command.addAll(List.of("import", "--data", data.toString(), "--site", "example.org", "--create-site"));
        command.addAll(List.of("--format", "combined", "--json", log.toString()));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("The import failed");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
