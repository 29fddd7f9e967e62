package dev.zta.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Text form of values in requests and answers. Thread-safe; one instance for the whole server. */
public final class Json {
    /** Stands for a null in a list. */
    public static final Object NULL = new Object();

    private static final int REPLACEMENT = 0xFFFD;

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new InstantSerializer()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A value as UTF-8: maps in their order, records, lists, texts, numbers; an instant as {@code 2026-03-02T06:15:00.000Z}. */
    public byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /**
     * An object from its text; fields that are null are left out, also further inside.
     *
     * @return nothing when the bytes are not one JSON object in valid UTF-8, or are nested too deep
     */
    public Optional<Map<String, Object>> readObject(byte[] utf8) {
        try {
            Object value = mapper.readValue(text(utf8), Object.class);
            return value instanceof Map<?, ?> object ? Optional.of(withoutNulls(object)) : Optional.empty();
        } catch (CharacterCodingException | JacksonException _) {
            return Optional.empty();
        }
    }

    /**
     * Whether a field stands in an object with the value null, which {@link #readObject} does not tell from its absence.
     *
     * @param path names of the fields that lead to it, from the outside in
     */
    public boolean isNull(byte[] utf8, List<String> path) {
        try {
            return mapper.readTree(text(utf8)).at("/" + String.join("/", path)).isNull();
        } catch (CharacterCodingException | JacksonException _) {
            return false;
        }
    }

    /** Jackson's own reader lets overlong forms pass. */
    private static String text(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static Map<String, Object> withoutNulls(Map<?, ?> object) {
        Map<String, Object> result = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (value != null) {
                result.put(String.valueOf(name), plain(value));
            }
        });
        return result;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> object -> withoutNulls(object);
            case List<?> list -> plainList(list);
            case String text -> wholeCharacters(text);
            default -> value;
        };
    }

    /** JSON can escape half a character, as JavaScript does where a text was cut in its middle; UTF-8 can't hold it. */
    private static String wholeCharacters(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                ? text.codePoints()
                        .map(point -> isHalf(point) ? REPLACEMENT : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isHalf(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    private static List<Object> plainList(List<?> list) {
        List<Object> result = new ArrayList<>(list.size());
        for (Object value : list) {
            result.add(value == null ? NULL : plain(value));
        }
        return result;
    }

    /** All times in answers have milliseconds and end in Z. */
    private static final class InstantSerializer extends StdSerializer<Instant> {
        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(FORMAT.format(value));
        }
    }
}
