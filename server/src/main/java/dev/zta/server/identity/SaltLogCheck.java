package dev.zta.server.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the salt log for {@code zta verify}: that no line was changed, taken out or put in, and that every salt was
 * destroyed when its time was over.
 */
public final class SaltLogCheck {
    private static final int MAX_FINDINGS = 100;

    /** No day is longer than 25 hours, and a server that was off destroys at its next start. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(26);

    private final Path log;

    /**
     * For one log.
     *
     * @param log {@code salts.log} of a data folder
     */
    public SaltLogCheck(Path log) {
        this.log = log;
    }

    /**
     * Reads the whole log.
     *
     * @param now by when salts must be gone whose life is over
     * @return a line a finding, empty when all is well or nothing was ever logged
     */
    public List<String> findings(Instant now) throws IOException {
        Findings found = new Findings();
        if (Files.exists(log)) {
            try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
                String text = lines.readLine();
                for (long number = 1; text != null; number++) {
                    found.look(number, text);
                    text = lines.readLine();
                }
            }
        }
        return found.all(now);
    }

    /** What one walk along the chain has seen so far. */
    private static final class Findings {
        private final List<String> texts = new ArrayList<>();
        private final Map<SaltName, Instant> existing = new HashMap<>();
        private String expected = SaltLogLine.NO_LINE;

        void look(long number, String text) {
            SaltLogLine.parse(text)
                    .ifPresentOrElse(
                            line -> follow(number, line), () -> add(number, "was changed or is no line of it"));
        }

        private void follow(long number, SaltLogLine line) {
            if (!line.previous().equals(expected)) {
                add(number, "does not follow the line before it: lines were taken out, put in or changed");
            }
            expected = line.hash();
            boolean isCreated = line.change() == SaltLogLine.Change.CREATED;
            boolean wasThere = existing.containsKey(line.name());
            if (isCreated) {
                existing.put(line.name(), line.time());
            } else {
                existing.remove(line.name());
            }
            if (isCreated == wasThere) {
                add(number, isCreated ? "makes a salt that exists" : "ends a salt that does not exist");
            }
        }

        private void add(long number, String what) {
            if (texts.size() < MAX_FINDINGS) {
                texts.add("salt log, line " + number + ": " + what);
            }
        }

        List<String> all(Instant now) {
            existing.forEach((name, createdAt) -> {
                if (createdAt.plus(LONGEST_LIFE).isBefore(now) && texts.size() < MAX_FINDINGS) {
                    texts.add("salt log: the salt of site " + name.site() + " for " + name.day() + " ("
                            + name.kind().code() + ") was never destroyed; start the server, which does it");
                }
            });
            return List.copyOf(texts);
        }
    }
}
