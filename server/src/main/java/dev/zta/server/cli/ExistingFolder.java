package dev.zta.server.cli;

import dev.zta.server.settings.Settings;
import java.nio.file.Files;

/** For commands that only ask: they make no data folder where there is none. */
final class ExistingFolder {
    private ExistingFolder() {}

    /**
     * Goes on when the data folder is there.
     *
     * @throws RefusedException when it is not
     */
    static void require(Settings settings) {
        if (!Files.isDirectory(settings.data())) {
            throw new RefusedException(
                    ExitCode.NO_INPUT,
                    "There is no data folder "
                            + settings.data().toAbsolutePath().normalize() + "; zta serve and zta user add make one");
        }
    }
}
