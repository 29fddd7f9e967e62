package dev.zta.server.lists;

import dev.zta.core.collect.BotPatterns;
import dev.zta.core.collect.Domains;
import dev.zta.core.collect.PublicSuffixes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the lists that the build put on the class path. */
public final class BundledLists {
    /** A plain HTTP client that the contract names and the list lacks (contract: track, "Bots"). */
    private static final String NODE = "^node$";

    private static final String CRAWLER = "bot\t";

    private BundledLists() {}

    /** What is a bot when it calls the tracking endpoint: plain HTTP clients are servers that track there. */
    public static BotPatterns bots() {
        return new BotPatterns(patterns(line -> line.startsWith(CRAWLER)), List.of());
    }

    /** What is a bot in an access log, where no script ever ran: plain HTTP clients and feed readers too. */
    public static BotPatterns botsInLogs() {
        List<String> all = new ArrayList<>(patterns(_ -> true));
        all.add(NODE);
        return new BotPatterns(all, BotPatterns.WORDS_IN_LOGS);
    }

    private static List<String> patterns(Predicate<String> isWanted) {
        return lines("user-agents.txt").stream()
                .filter(isWanted)
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();
    }

    /** Domains that are nobody's own. */
    public static PublicSuffixes publicSuffixes() {
        return new PublicSuffixes(() -> lines("public-suffixes.txt").stream());
    }

    /** Domains that send made-up visits, so that their names stand in reports. */
    public static Domains referrerSpam() {
        return Domains.of(lines("referrer-spam.txt"));
    }

    private static List<String> lines(String name) {
        try (InputStream in = BundledLists.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without " + name);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readAllLines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
