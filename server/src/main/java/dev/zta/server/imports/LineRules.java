package dev.zta.server.imports;

/** Judges the lines of one log of one site, in their order. */
@FunctionalInterface
public interface LineRules {
    LineVerdict judge(String line);
}
