package dev.zta.server.cli;

import dev.zta.core.event.Place;
import dev.zta.server.Stores;
import dev.zta.server.geo.PlaceDatabase;
import dev.zta.server.imports.BundledRules;
import dev.zta.server.imports.LogImport;
import dev.zta.server.settings.GeoDatabase;
import dev.zta.server.settings.Settings;
import java.util.Optional;

/** Imports into the stores of a folder without a server. */
final class Imports implements AutoCloseable {
    private final Optional<PlaceDatabase> places;
    private final LogImport logs;

    Imports(Stores stores, Settings settings, Console console) {
        places = switch (settings.geoDatabase()) {
            case GeoDatabase.Bundled _ -> Optional.of(PlaceDatabase.bundled());
            case GeoDatabase.OwnFile file -> Optional.of(PlaceDatabase.of(file.path()));
            case GeoDatabase.None _ -> Optional.empty();
        };
        logs = new LogImport(
                stores.events(),
                stores.writer(),
                new BundledRules(stores.salts(), this::place, console.clock()),
                console.clock());
    }

    private Place place(String address) {
        return places.map(database -> database.apply(address)).orElse(Place.UNKNOWN);
    }

    /** Opens the location file, so that no line is without its country. */
    void start() {
        places.ifPresent(PlaceDatabase::open);
    }

    LogImport logs() {
        return logs;
    }

    @Override
    public void close() {
        places.ifPresent(PlaceDatabase::close);
    }
}
