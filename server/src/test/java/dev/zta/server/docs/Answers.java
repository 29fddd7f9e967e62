package dev.zta.server.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as a page shows them: short lines, and an ellipsis for what is different each time. */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WIDTH = 110;

    /** What is random, and what stays of it. */
    private record Mask(Pattern random, String kept) {
        Mask(String random, String kept) {
            this(Pattern.compile(random), kept);
        }
    }

    /** In the order in which they are applied. */
    private static final List<Mask> MASKS = List.of(
            new Mask("eyJ[\\w.-]+", "eyJ…"),
            new Mask("zta_live_[a-z0-9]{12}\\.\\.\\.", "zta_live_…..."),
            new Mask("zta_live_[a-z0-9]{36}", "zta_live_…"),
            new Mask(
                    "\\b(site|user|key|sess|invite|inv|export|activity|share|transfer|team)_(?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]{6,}",
                    "$1_…"),
            new Mask("(zta-verify=)[0-9a-f]+", "$1…"),
            new Mask("(/api/exports/)[0-9a-f]{64}", "$1…"),
            new Mask("(secret=|\"secret\":\")[A-Z2-7]{16,}", "$1…"),
            new Mask("\"[a-z0-9]{4}-[a-z0-9]{4}\"", "\"…\""),
            // When somebody was last active may lag, in the time of this machine.
            new Mask("(?<=\"lastActive\":)\"[^\"]+\"", "\"…\""),
            // The sizes of a compressed file differ with the ids in it.
            new Mask("(?<=\"sizeBytes\":)\\d+", "1234"));

    private Answers() {}

    /** A text without what is random in it. */
    static String masked(String text) {
        String masked = text;
        for (Mask mask : MASKS) {
            masked = mask.random.matcher(masked).replaceAll(mask.kept);
        }
        return masked;
    }

    /**
     * JSON as a page shows it.
     *
     * @param member the only one that is shown, with dots between the names; empty: all of it
     */
    static String shown(String json, String member) {
        JsonNode answer = JSON.readTree(masked(json));
        if (member.isEmpty()) {
            return pretty(answer, "");
        }
        JsonNode only = answer.at("/" + member.replace('.', '/'));
        String name = member.substring(member.lastIndexOf('.') + 1);
        return pretty(JSON.createObjectNode().set(name, only), "");
    }

    private static String pretty(JsonNode node, String indent) {
        String line = spaced(node);
        if (indent.length() + line.length() <= WIDTH || node.isValueNode()) {
            return line;
        }
        String deeper = indent + "  ";
        List<String> parts = node.isObject()
                ? node.propertyStream()
                        .map(field -> "\"" + field.getKey() + "\": " + pretty(field.getValue(), deeper))
                        .toList()
                : node.valueStream().map(item -> pretty(item, deeper)).toList();
        String open = node.isObject() ? "{" : "[";
        String close = node.isObject() ? "}" : "]";
        return open + "\n" + deeper + String.join(",\n" + deeper, parts) + "\n" + indent + close;
    }

    /** On one line, with a space where a reader expects one. */
    private static String spaced(JsonNode node) {
        if (node.isObject()) {
            return node.propertyStream()
                    .map(field -> "\"" + field.getKey() + "\": " + spaced(field.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"))
                    .replace("{  }", "{}");
        }
        return node.isArray()
                ? node.valueStream().map(Answers::spaced).collect(Collectors.joining(", ", "[", "]"))
                : node.toString();
    }
}
