package dev.zta.server.operator;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Acts and outcomes on their way between a command and the server of the same machine. */
public final class OperatorJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private OperatorJson() {}

    /** An act with its name. */
    public static byte[] write(OperatorAct act) {
        return MAPPER.writerFor(OperatorAct.class).writeValueAsBytes(act);
    }

    /** The act; nothing when the bytes are none, or a field that must be there is missing. */
    static Optional<OperatorAct> act(byte[] json) {
        try {
            return Optional.of(MAPPER.readValue(json, OperatorAct.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** The outcome that a server has answered. */
    public static Outcome outcome(byte[] json) {
        return MAPPER.readValue(json, Outcome.class);
    }
}
