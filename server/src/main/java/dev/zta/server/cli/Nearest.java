package dev.zta.server.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The one that shares the most pairs of letters with a wrong word; nothing when there is nothing to choose from. */
    static Optional<String> to(String wrong, Collection<String> right) {
        return right.stream().sorted().max(Comparator.comparingDouble(word -> likeness(wrong, word)));
    }

    /** Share of pairs of neighbouring letters that both have, 0 to 1 (Dice), and a little for the same letters at all. */
    private static double likeness(String a, String b) {
        long pairs = 0;
        for (int i = 0; i + 2 <= a.length(); i++) {
            pairs += b.contains(a.substring(i, i + 2)) ? 1 : 0;
        }
        long letters = a.chars().filter(letter -> b.indexOf(letter) >= 0).count();
        return (2.0 * pairs + 0.1 * letters) / (a.length() + b.length());
    }
}
