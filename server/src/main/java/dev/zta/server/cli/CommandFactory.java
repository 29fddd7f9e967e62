package dev.zta.server.cli;

import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with what it needs. */
final class CommandFactory implements IFactory {
    private final Map<Class<?>, Supplier<?>> commands;

    CommandFactory(Console console) {
        commands = Map.of(
                UserCommand.class, () -> new UserCommand(console),
                SiteCommand.class, () -> new SiteCommand(console),
                KeyCommand.class, () -> new KeyCommand(console),
                VersionCommand.class, () -> new VersionCommand(console),
                ConfigCommand.class, () -> new ConfigCommand(console));
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Supplier<?> command = commands.get(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command.get());
    }
}
