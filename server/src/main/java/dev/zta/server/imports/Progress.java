package dev.zta.server.imports;

/** Watches an import. */
@FunctionalInterface
public interface Progress {
    Progress NOT_WATCHED = _ -> {};

    /** Told from time to time how many lines were read so far, those that were imported before included. */
    void read(long lines);
}
