package dev.zta.server.cli;

import tools.jackson.databind.json.JsonMapper;

/** Answers of {@code --json}: one document on one line. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
