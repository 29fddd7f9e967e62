package dev.zta.server.settings;

import java.nio.file.Path;

/** Where countries and regions come from (contract: cli, "ZTA_GEO_DB"). */
public sealed interface GeoDatabase {
    /** The country database that comes with the program. */
    record Bundled() implements GeoDatabase {}

    /** No location at all. */
    record None() implements GeoDatabase {}

    /** A file of the operator's. */
    record OwnFile(Path path) implements GeoDatabase {}
}
