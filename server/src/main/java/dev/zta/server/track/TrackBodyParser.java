package dev.zta.server.track;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads bodies token by token, without a tree, and without recursion: nesting costs nothing but its own bytes. Thread-safe.
 */
final class TrackBodyParser {
    private static final int MAX_NESTING = 200;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();

    /** The body; nothing when the bytes are not one JSON object in UTF-8. */
    Optional<TrackBody> parse(byte[] utf8) {
        if (!isText(utf8)) {
            return Optional.empty();
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            TrackBody body = new Reading(parser).body();
            return parser.nextToken() == null ? Optional.of(body) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Whether bytes are UTF-8 without NUL; the JSON parser would guess other encodings and let some bad sequences pass. */
    private static boolean isText(byte[] bytes) {
        int signs = 0;
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
            signs |= b;
        }
        return signs >= 0 || isUtf8(bytes);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** One reading of one body. */
    private static final class Reading {
        private final JsonParser parser;
        private final ElementFields top = new ElementFields();
        private final List<ElementFields> events = new ArrayList<>();
        private final Map<String, String> faults = new HashMap<>();
        private Optional<String> siteId = Optional.empty();
        private Optional<String> id = Optional.empty();
        private boolean isBatch;
        private boolean hasEvents;
        private int count;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        TrackBody body() {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "siteId" -> siteId = text(name);
                    case "id" -> id = text(name);
                    case "batch" -> takeBatch();
                    case "events" -> takeEvents();
                    default -> top.take(name, parser);
                }
            }
            return isBatch ? batch() : single();
        }

        private TrackBody single() {
            String domain = top.domain().orElse("");
            return new TrackBody(siteId, false, id, domain, List.of(top.element(top)), 1, faults);
        }

        private TrackBody batch() {
            faults.putAll(top.faults());
            if (!hasEvents) {
                faults.put("events", "Must be an array");
            }
            String domain = top.domain().or(this::firstDomain).orElse("");
            List<Element> elements =
                    events.stream().map(event -> event.element(top)).toList();
            return new TrackBody(siteId, true, id, domain, elements, count, faults);
        }

        private Optional<String> firstDomain() {
            return events.stream().flatMap(event -> event.domain().stream()).findFirst();
        }

        private Optional<String> text(String name) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return Optional.of(parser.getString());
            }
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                faults.put(name, "Must be a string");
                parser.skipChildren();
            }
            return Optional.empty();
        }

        private void takeBatch() {
            isBatch = parser.currentToken() == JsonToken.VALUE_TRUE;
            if (!parser.currentToken().isBoolean() && parser.currentToken() != JsonToken.VALUE_NULL) {
                faults.put("batch", "Must be true or false");
                parser.skipChildren();
            }
        }

        private void takeEvents() {
            hasEvents = parser.currentToken() == JsonToken.START_ARRAY;
            if (!hasEvents) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                count++;
                if (count <= TrackBody.MAX_EVENTS) {
                    events.add(event());
                } else {
                    parser.skipChildren();
                }
            }
        }

        private ElementFields event() {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return ElementFields.noObject();
            }
            ElementFields fields = new ElementFields();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.take(name, parser);
            }
            return fields;
        }
    }
}
