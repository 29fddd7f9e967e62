package dev.zta.server.cli;

import dev.zta.server.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "config", description = "The settings in force and where each comes from; secrets are not shown.")
final class ConfigCommand implements Runnable {
    private final Console console;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Mixin
    private JsonOption answer = new JsonOption();

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        answer.print(
                console,
                options.settings(console).effective().stream()
                        .map(ConfigCommand::fields)
                        .toList());
    }

    private static Map<String, Object> fields(Settings.Effective one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("setting", one.setting().key());
        fields.put("value", one.value());
        fields.put("source", one.source().label());
        return fields;
    }
}
