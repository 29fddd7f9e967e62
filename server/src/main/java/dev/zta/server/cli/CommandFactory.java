package dev.zta.server.cli;

import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with what it needs. */
final class CommandFactory implements IFactory {
    private final Map<Class<?>, Supplier<?>> commands;

    CommandFactory(Console console) {
        commands = Map.ofEntries(
                Map.entry(ServeCommand.class, () -> new ServeCommand(console)),
                Map.entry(DemoCommand.class, () -> new DemoCommand(console)),
                Map.entry(ImportCommand.class, () -> new ImportCommand(console)),
                Map.entry(ReportCommand.class, () -> new ReportCommand(console)),
                Map.entry(UserCommand.class, () -> new UserCommand(console)),
                Map.entry(SiteCommand.class, () -> new SiteCommand(console)),
                Map.entry(KeyCommand.class, () -> new KeyCommand(console)),
                Map.entry(VerifyCommand.class, () -> new VerifyCommand(console)),
                Map.entry(ConfigCommand.class, () -> new ConfigCommand(console)),
                Map.entry(VersionCommand.class, () -> new VersionCommand(console)),
                Map.entry(DoctorCommand.class, () -> new DoctorCommand(console)),
                Map.entry(TrainCommand.class, () -> new TrainCommand(console)));
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Supplier<?> command = commands.get(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command.get());
    }
}
