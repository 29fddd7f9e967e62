package dev.zta.server.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.event.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** track.md, "Country", with the database that is shipped. */
class PlaceDatabaseTest {
    @Test
    void theBundledDatabaseKnowsCountries() {
        try (PlaceDatabase database = PlaceDatabase.bundled()) {
            assertThat(database.apply("8.8.8.8")).isEqualTo(Place.UNKNOWN);
            database.open();
            assertThat(database.apply("8.8.8.8")).isEqualTo(new Place("US", "Unknown"));
            assertThat(database.apply("193.99.144.80")).isEqualTo(new Place("DE", "Unknown"));
            assertThat(database.apply("2a02:2e0:3fe:1001::")).isEqualTo(new Place("DE", "Unknown"));
            assertThat(database.apply("127.0.0.1")).isEqualTo(Place.UNKNOWN);
            assertThat(database.apply("host.example")).isEqualTo(Place.UNKNOWN);
        }
    }

    @Test
    void anOperatorsFileThatIsNoneIsSaid(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("none.mmdb"), "nothing");
        try (PlaceDatabase database = PlaceDatabase.of(file)) {
            assertThatThrownBy(database::open).isInstanceOf(UncheckedIOException.class);
        }
    }
}
