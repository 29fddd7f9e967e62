package dev.zta.server.mail;

import dev.zta.server.folder.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Messages of a server without a mail provider, as text files for its operator to read (contract: cli, "ZTA_SMTP_URL"); the
 * newest {@value #MOST_KEPT} are kept. Used by one thread at a time.
 */
final class Outbox implements MailTransport {
    static final int MOST_KEPT = 500;

    private static final String ENDING = ".txt";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final InstantSource clock;
    private int number;

    /** Messages in a folder, which is made when the first one comes. */
    Outbox(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public synchronized void deliver(String to, MailText text) throws IOException {
        PrivateFiles.createFolder(folder);
        PrivateFiles.write(nextFile(), content(to, text).getBytes(StandardCharsets.UTF_8));
        dropOldest();
    }

    /** Sorts by time; the number keeps those of one millisecond apart, also those of another process. */
    private Path nextFile() {
        Path file;
        do {
            number = (number + 1) % 1_000_000;
            file = folder.resolve(STAMP.format(clock.instant()) + "-%06d".formatted(number) + ENDING);
        } while (Files.exists(file));
        return file;
    }

    private String content(String to, MailText text) {
        return "To: %s\nDate: %s\nSubject: %s\n\n%s".formatted(to, clock.instant(), text.subject(), text.plain());
    }

    private void dropOldest() throws IOException {
        List<Path> kept = kept();
        for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST_KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    /** Oldest first. */
    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }
}
