package dev.zta.server.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of text and blocks, in their order. */
record Page(List<Part> parts) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)([^\\n]*)\\n(.*?)^```\\n");

    Page {
        parts = List.copyOf(parts);
    }

    /** A piece of it. */
    sealed interface Part {
        /** As it stands in the file. */
        String text();
    }

    /** What stands between the blocks. */
    record Prose(String text) implements Part {}

    /**
     * A block.
     *
     * @param language behind the fence
     * @param about what else stands there
     * @param content without the fences, each line with its end
     */
    record Block(String language, String about, String content) implements Part {
        @Override
        public String text() {
            String space = about.isEmpty() ? "" : " ";
            return "```" + language + space + about + "\n" + content + "```\n";
        }

        Block with(String other) {
            return new Block(language, about, other);
        }
    }

    static Page parse(String markdown) {
        List<Part> parts = new ArrayList<>();
        Matcher fences = FENCE.matcher(markdown);
        int end = 0;
        while (fences.find()) {
            parts.add(new Prose(markdown.substring(end, fences.start())));
            parts.add(new Block(fences.group(1), fences.group(2).strip(), fences.group(3)));
            end = fences.end();
        }
        parts.add(new Prose(markdown.substring(end)));
        return new Page(parts);
    }
}
