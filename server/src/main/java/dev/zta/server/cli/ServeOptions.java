package dev.zta.server.cli;

import dev.zta.server.settings.Setting;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a server listens, besides its folder. */
final class ServeOptions extends FolderOptions {
    @Option(names = "--host", paramLabel = "H", description = "Address to listen on; ZTA_HOST, else 127.0.0.1.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "N", description = "Port, 0 for a free one; ZTA_PORT, else 8080.")
    private Optional<String> port = Optional.empty();

    @Override
    Map<Setting, String> given() {
        Map<Setting, String> given = super.given();
        host.ifPresent(address -> given.put(Setting.HOST, address));
        port.ifPresent(number -> given.put(Setting.PORT, number));
        return given;
    }
}
