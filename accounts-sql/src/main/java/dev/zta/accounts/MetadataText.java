package dev.zta.accounts;

import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Metadata.Field;
import dev.zta.core.activity.Metadata.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Metadata as one text: a line for each field, with its name, a letter for its type and its value, parted by tabs. */
final class MetadataText {
    private MetadataText() {}

    static String write(Metadata metadata) {
        return metadata.fields().stream().map(MetadataText::line).collect(Collectors.joining("\n"));
    }

    private static String line(Field field) {
        Stream<String> value = switch (field.value()) {
            case Value.Text text -> Stream.of("t", text.text());
            case Value.Whole whole -> Stream.of("w", Long.toString(whole.number()));
            case Value.Decimal decimal -> Stream.of("d", Double.toString(decimal.number()));
            case Value.Flag flag -> Stream.of("f", Boolean.toString(flag.isSet()));
            case Value.Texts texts -> Stream.concat(Stream.of("l"), texts.texts().stream());
        };
        return Stream.concat(Stream.of(field.name()), value)
                .map(MetadataText::escaped)
                .collect(Collectors.joining("\t"));
    }

    static Metadata read(String text) {
        return text.isEmpty()
                ? Metadata.NONE
                : new Metadata(text.lines().map(MetadataText::field).toList());
    }

    private static Field field(String line) {
        List<String> parts =
                Arrays.stream(line.split("\t", -1)).map(MetadataText::unescaped).toList();
        String value = parts.size() > 2 ? parts.get(2) : "";
        return new Field(
                parts.get(0),
                switch (parts.get(1)) {
                    case "t" -> new Value.Text(value);
                    case "w" -> new Value.Whole(Long.parseLong(value));
                    case "d" -> new Value.Decimal(Double.parseDouble(value));
                    case "f" -> new Value.Flag(Boolean.parseBoolean(value));
                    case "l" -> new Value.Texts(parts.subList(2, parts.size()));
                    default -> throw new IllegalStateException("Metadata of an unknown type");
                });
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length()) {
                i++;
                plain.append(meant(text.charAt(i)));
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
        };
    }
}
