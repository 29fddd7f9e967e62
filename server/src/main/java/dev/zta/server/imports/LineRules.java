package dev.zta.server.imports;

import dev.zta.core.imports.LineOutcome;

/** Judges the lines of one log of one site, in their order. */
@FunctionalInterface
public interface LineRules {
    /**
     * Decides on a line.
     *
     * @param isKnown whether it was imported before
     */
    LineOutcome judge(String line, boolean isKnown);
}
