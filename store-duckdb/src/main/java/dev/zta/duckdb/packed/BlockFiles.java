package dev.zta.duckdb.packed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of files that are a copy of what the database has, made for reading, each of one version of something. Whatever is
 * missing, out of date or damaged is not there, and the database answers. Thread-safe for readers beside one writer.
 */
public final class BlockFiles {
    private static final System.Logger LOG = System.getLogger(BlockFiles.class.getName());
    private static final Pattern NAME = Pattern.compile("([0-9._]+)-(\\d+)\\.columns");

    private final Path folder;
    private final int format;

    /** The version of each that is there. */
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    /** A file is not there, or not any more. */
    public static final class NoFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Takes blocks one by one. */
    @FunctionalInterface
    public interface Blocks {
        void add(byte[] block) throws IOException;
    }

    /** Makes a file. */
    @FunctionalInterface
    public interface Maker<E extends Exception> {
        /** Adds block after block; false when there is something that can't be kept in a file. */
        boolean make(Blocks blocks) throws E, IOException;
    }

    /** Uses a file. */
    @FunctionalInterface
    interface User {
        void use(BlockFile file) throws IOException;
    }

    /**
     * The files of a folder.
     *
     * @param format of these alone; any other is as good as damaged
     */
    public BlockFiles(Path folder, int format) {
        this.folder = folder;
        this.format = format;
    }

    /**
     * Looks at what is there, and removes all that is not current.
     *
     * @param current version of each file that may be there, by its name
     */
    public void open(Map<String, Long> current) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    openOrRemove(file, current);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The folder of columns can't be read; reports are slower", e);
        }
    }

    private void openOrRemove(Path file, Map<String, Long> current) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        boolean isCurrent = name.matches() && Long.valueOf(name.group(2)).equals(current.get(name.group(1)));
        if (isCurrent) {
            versions.put(name.group(1), Long.valueOf(name.group(2)));
        } else {
            Files.delete(file);
        }
    }

    public boolean has(String name, long version) {
        Long known = versions.get(name);
        return known != null && known == version;
    }

    private Path file(String name, long version) {
        return folder.resolve(name + "-" + version + ".columns");
    }

    /** Writes a file, or leaves it out where there can't be one or the disk is full. */
    public <E extends Exception> void write(String name, long version, Maker<E> maker) throws E {
        Path unfinished = folder.resolve(name + ".unfinished");
        try {
            if (isWritten(unfinished, maker)) {
                forget(name);
                Files.move(unfinished, file(name, version), StandardCopyOption.ATOMIC_MOVE);
                versions.put(name, version);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A file of columns was not written; reports are slower", e);
        } finally {
            remove(unfinished);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <E extends Exception> boolean isWritten(Path path, Maker<E> maker) throws E, IOException {
        try (BlockFile.Writer file = new BlockFile.Writer(path)) {
            boolean isWhole = maker.make(file::add);
            file.end(format);
            return isWhole;
        }
    }

    /** Whether a file that is there would be written in the same way now. */
    public <E extends Exception> boolean isAsMade(String name, long version, Maker<E> maker) throws E {
        try (BlockFile file = new BlockFile(file(name, version), format)) {
            Comparison comparison = new Comparison(file);
            maker.make(comparison);
            return comparison.isSame();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A file of columns can't be read", e);
            return false;
        }
    }

    /** Compares blocks with those of a file. */
    private static final class Comparison implements Blocks {
        private final BlockFile file;
        private int blocks;
        private int same;

        Comparison(BlockFile file) {
            this.file = file;
        }

        @Override
        public void add(byte[] block) throws IOException {
            same += blocks < file.size() && Arrays.equals(block, file.block(blocks)) ? 1 : 0;
            blocks++;
        }

        boolean isSame() {
            return same == blocks && same == file.size();
        }
    }

    /** The same under another version. */
    public void renumber(String name, long before, long after) {
        if (has(name, before)) {
            try {
                Files.move(file(name, before), file(name, after), StandardCopyOption.ATOMIC_MOVE);
                versions.put(name, after);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "A file of columns is lost; reports are slower", e);
                forget(name);
            }
        }
    }

    /** Removes a file. */
    public void forget(String name) {
        Long version = versions.remove(name);
        if (version != null) {
            remove(file(name, version));
        }
    }

    /** Removes all files whose names begin like that. */
    public void forgetAll(String beginning) {
        versions.keySet().stream().filter(name -> name.startsWith(beginning)).forEach(this::forget);
    }

    /**
     * Reads a file.
     *
     * @throws NoFileException when it is not there, perhaps after some of it was used
     */
    void read(String name, long version, User user) {
        if (!has(name, version)) {
            throw new NoFileException();
        }
        try (BlockFile file = new BlockFile(file(name, version), format)) {
            user.use(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A file of columns can't be read; reports are slower", e);
            versions.remove(name, version);
            throw new NoFileException();
        }
    }
}
