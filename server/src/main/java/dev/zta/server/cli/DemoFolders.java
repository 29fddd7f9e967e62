package dev.zta.server.cli;

import dev.zta.server.identity.SaltFolder;
import java.io.IOException;

/**
 * Where a demo keeps what it makes: data, and salts of its own in memory where that can be, so that those of a real server on
 * this machine are left alone. Both go when it is closed; also a second time.
 */
record DemoFolders(TemporaryFolder data, TemporaryFolder salts) implements AutoCloseable {
    private static final String PREFIX = "zta-demo-";

    static DemoFolders make() throws IOException {
        TemporaryFolder data = TemporaryFolder.make(PREFIX);
        return new DemoFolders(
                data, TemporaryFolder.makeIn(SaltFolder.memoryFileSystem().orElse(data.path()), PREFIX));
    }

    @Override
    public void close() {
        salts.close();
        data.close();
    }
}
