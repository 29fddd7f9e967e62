package dev.zta.server.imports;

import dev.zta.core.store.ImportedContent;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows content again that was imported before, so that a log that grew goes on where it ended (contract: cli, "Twice is
 * once").
 *
 * <p>What fits into the look-ahead is compared there and then. Longer content could be compared only after passing it, and a
 * stream can't be rewound; so the first {@link LogLines#LOOK_AHEAD_BYTES} bytes of long content are kept as a mark of their
 * own ({@code lines} 0), and only what begins with a marked head is worth passing. A file is read twice instead.
 */
final class Recognition {
    private final List<ImportedContent> shortest;
    private final List<ImportedContent> marks;

    /** Knows these contents, in any order. */
    Recognition(List<ImportedContent> known) {
        marks = known.stream().filter(Recognition::isMark).toList();
        shortest = known.stream()
                .filter(content -> !isMark(content))
                .sorted(Comparator.comparingLong(ImportedContent::bytes))
                .toList();
    }

    private static boolean isMark(ImportedContent content) {
        return content.lines() == 0;
    }

    /** The mark of a head that is not marked yet, when the content is so long that it needs one. */
    Optional<ImportedContent> missingMark(byte[] head) {
        if (head.length < LogLines.LOOK_AHEAD_BYTES || isMarked(head)) {
            return Optional.empty();
        }
        return Optional.of(new ImportedContent(head.length, hex(sha256(head, head.length)), 0));
    }

    /**
     * Passes the longest part that was imported before, and returns it.
     *
     * @param passed told each of its lines
     * @throws UnknownContinuationException when a stream turned out too late to be something else than its head said
     */
    Optional<ImportedContent> passKnown(ImportSource source, LogLines lines, Consumer<LogLines.Line> passed)
            throws IOException {
        byte[] head = lines.ahead();
        Optional<ImportedContent> known = within(head);
        if (isMarked(head)) {
            known = switch (source) {
                case ImportSource.OfFile file -> longestIn(file).or(() -> within(head));
                case ImportSource.OfStream _ -> Optional.of(firstIn(lines, passed));
            };
        }
        if (known.isPresent()) {
            lines.passTo(known.get().bytes(), passed);
            lines.passRestOfLine();
        }
        return known;
    }

    private boolean isMarked(byte[] head) {
        if (head.length < LogLines.LOOK_AHEAD_BYTES || marks.isEmpty()) {
            return false;
        }
        String hash = hex(sha256(head, head.length));
        return marks.stream().anyMatch(mark -> mark.sha256().equals(hash));
    }

    private Optional<ImportedContent> within(byte[] head) {
        return shortest.reversed().stream()
                .filter(content -> content.bytes() <= head.length)
                .filter(content -> content.sha256().equals(hex(sha256(head, (int) content.bytes()))))
                .findFirst();
    }

    private List<ImportedContent> longerThanLookAhead() {
        return shortest.stream()
                .filter(content -> content.bytes() > LogLines.LOOK_AHEAD_BYTES)
                .toList();
    }

    private Optional<ImportedContent> longestIn(ImportSource.OfFile file) throws IOException {
        Optional<ImportedContent> longest = Optional.empty();
        try (InputStream content = file.open();
                LogLines lines = LogLines.open(content)) {
            for (ImportedContent candidate : longerThanLookAhead()) {
                if (!lines.passTo(candidate.bytes(), _ -> {})) {
                    break;
                }
                if (lines.content().sha256().equals(candidate.sha256())) {
                    longest = Optional.of(candidate);
                }
            }
        }
        return longest;
    }

    private ImportedContent firstIn(LogLines lines, Consumer<LogLines.Line> passed) throws IOException {
        for (ImportedContent candidate : longerThanLookAhead()) {
            if (!lines.passTo(candidate.bytes(), passed)) {
                break;
            }
            if (lines.content().sha256().equals(candidate.sha256())) {
                return candidate;
            }
        }
        throw new UnknownContinuationException();
    }

    private static MessageDigest sha256(byte[] bytes, int length) {
        MessageDigest digest = LogLines.newSha256();
        digest.update(bytes, 0, length);
        return digest;
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
