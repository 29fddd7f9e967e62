package dev.zta.server.cli;

import java.util.Optional;

/**
 * One thing that {@code zta doctor} looked at.
 *
 * @param state what was found
 * @param problem what is wrong and how to mend it; empty when nothing is
 */
record Examined(String name, String state, Optional<String> problem) {
    static Examined sound(String name, String state) {
        return new Examined(name, state, Optional.empty());
    }

    static Examined ill(String name, String state, String problem) {
        return new Examined(name, state, Optional.of(problem));
    }
}
