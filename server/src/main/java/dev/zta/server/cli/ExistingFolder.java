package dev.zta.server.cli;

import dev.zta.server.folder.DataFolder;
import dev.zta.server.settings.Settings;
import java.nio.file.Files;

/** For commands on what is there already: they make nothing in a folder whose name was mistyped. */
final class ExistingFolder {
    private ExistingFolder() {}

    /**
     * Goes on when the data folder is there.
     *
     * @throws RefusedException when it is not
     */
    static void require(Settings settings) {
        DataFolder folder = new DataFolder(settings.data());
        if (!Files.exists(folder.accounts())) {
            String what = Files.isDirectory(folder.path()) ? "There is no data in " : "There is no data folder ";
            throw new RefusedException(
                    ExitCode.NO_INPUT,
                    what + folder.path() + "; name another with --data, or make it: zta user add EMAIL");
        }
    }
}
