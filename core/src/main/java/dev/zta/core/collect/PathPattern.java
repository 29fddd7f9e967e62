package dev.zta.core.collect;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code excludePaths} (contract: track, "Exclusion rules"). Without {@code *} it matches that path and all
 * below it on a segment border; with {@code *}, which stands for any run of characters, the whole path. Matching takes
 * time linear in the path, whatever the pattern.
 */
final class PathPattern {
    private final String first;
    private final String last;
    private final List<Literal> between;
    private final boolean isPrefix;

    private PathPattern(String first, List<Literal> between, String last, boolean isPrefix) {
        this.first = first;
        this.between = between;
        this.last = last;
        this.isPrefix = isPrefix;
    }

    static PathPattern of(String pattern) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return new PathPattern(pattern, List.of(), "", true);
        }
        List<Literal> between = new ArrayList<>();
        int from = star + 1;
        for (int next = pattern.indexOf('*', from); next >= 0; next = pattern.indexOf('*', from)) {
            if (next > from) {
                between.add(new Literal(pattern.substring(from, next)));
            }
            from = next + 1;
        }
        return new PathPattern(pattern.substring(0, star), List.copyOf(between), pattern.substring(from), false);
    }

    /**
     * Whether a path is excluded.
     *
     * @param path without query string
     */
    boolean matches(String path) {
        if (!path.startsWith(first)) {
            return false;
        }
        return isPrefix ? endsOnBorder(path) : matchesRest(path);
    }

    private boolean endsOnBorder(String path) {
        return path.length() == first.length() || first.endsWith("/") || path.charAt(first.length()) == '/';
    }

    private boolean matchesRest(String path) {
        int from = first.length();
        int end = path.length() - last.length();
        for (Literal literal : between) {
            from = literal.endOfFirst(path, from, end);
            if (from < 0) {
                return false;
            }
        }
        return from <= end && path.endsWith(last);
    }

    /** A text and its borders (Knuth, Morris, Pratt), to be found in linear time. */
    private static final class Literal {
        private final String text;
        private final int[] border;

        Literal(String text) {
            this.text = text;
            border = new int[text.length()];
            for (int i = 1, k = 0; i < text.length(); i++) {
                k = extend(k, text.charAt(i));
                border[i] = k;
            }
        }

        /** Where the first occurrence between two indexes ends, -1 without one. */
        int endOfFirst(String path, int from, int end) {
            int matched = 0;
            for (int i = from; i < end; i++) {
                matched = extend(matched, path.charAt(i));
                if (matched == text.length()) {
                    return i + 1;
                }
            }
            return -1;
        }

        private int extend(int matched, char next) {
            int k = matched;
            while (k > 0 && text.charAt(k) != next) {
                k = border[k - 1];
            }
            return text.charAt(k) == next ? k + 1 : k;
        }
    }
}
