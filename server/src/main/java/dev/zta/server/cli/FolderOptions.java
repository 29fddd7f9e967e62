package dev.zta.server.cli;

import dev.zta.server.settings.Setting;
import dev.zta.server.settings.Settings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data folder a command works on, and with it which settings hold. */
class FolderOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "The data folder; ZTA_DATA, else ./data.")
    private Optional<String> data = Optional.empty();

    /** What the options say, in terms of settings. */
    Map<Setting, String> given() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        data.ifPresent(folder -> given.put(Setting.DATA, folder));
        return given;
    }

    /** Whether the command line names a folder. */
    boolean isGiven() {
        return data.isPresent();
    }

    /**
     * The settings that hold.
     *
     * @throws dev.zta.server.settings.BadSettingException when one can't be
     */
    Settings settings(Console console) {
        return Settings.read(given(), console.environment());
    }
}
