package dev.zta.server.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A data folder that can be made full and given space again, without being root. */
sealed interface SmallDisk {
    /** What stands before the server's command. */
    List<String> launcher();

    void fill(ServerProcess server) throws IOException, InterruptedException;

    void free(ServerProcess server) throws IOException, InterruptedException;

    /**
     * A small file system where user namespaces are allowed, else a limit on the size of files.
     *
     * @throws AssertionError when this machine allows neither, since the test can't be left out
     */
    static SmallDisk at(Path data) throws IOException, InterruptedException {
        if (succeeds("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt")) {
            return new OwnFileSystem(data);
        }
        return byFileSize();
    }

    /**
     * A limit on the size of files.
     *
     * @throws AssertionError when this machine has no tool for it, since the test can't be left out
     */
    static SmallDisk byFileSize() throws IOException, InterruptedException {
        if (succeeds("prlimit", "--version")) {
            return new FileSizeLimit();
        }
        throw new AssertionError("A full disk can't be tried on this machine: it has no prlimit (package util-linux);"
                + " a file system of its own would need user namespaces besides (unshare -rm)");
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** A file system in memory that only the server sees; reached from outside through {@code /proc}. */
    record OwnFileSystem(Path data) implements SmallDisk {
        private static final String SCRIPT =
                "mkdir -p \"$0\" && mount -t tmpfs -o size=96m,mode=0700 none \"$0\" && exec \"$@\"";
        private static final int BLOCK_BYTES = 4096;

        @Override
        public List<String> launcher() {
            return List.of("unshare", "-rm", "sh", "-c", SCRIPT, data.toString());
        }

        @Override
        public void fill(ServerProcess server) throws IOException {
            byte[] block = new byte[BLOCK_BYTES];
            try (OutputStream out = Files.newOutputStream(filler(server))) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("No space left")) {
                    throw e;
                }
            }
        }

        @Override
        public void free(ServerProcess server) throws IOException {
            Files.delete(filler(server));
        }

        private Path filler(ServerProcess server) {
            return Path.of("/proc/" + server.pid() + "/root" + data.toAbsolutePath() + "/filler");
        }
    }

    /** No file may grow: what a full disk is to a program, with another error number. */
    record FileSizeLimit() implements SmallDisk {
        @Override
        public List<String> launcher() {
            return List.of();
        }

        @Override
        public void fill(ServerProcess server) throws IOException, InterruptedException {
            limit(server, Optional.of(1));
        }

        @Override
        public void free(ServerProcess server) throws IOException, InterruptedException {
            limit(server, Optional.empty());
        }

        private static void limit(ServerProcess server, Optional<Integer> bytes)
                throws IOException, InterruptedException {
            String soft = bytes.map(String::valueOf).orElse("unlimited");
            int exit = new ProcessBuilder(
                            "prlimit", "--pid", String.valueOf(server.pid()), "--fsize=" + soft + ":unlimited")
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("prlimit ended with " + exit);
            }
        }
    }
}
