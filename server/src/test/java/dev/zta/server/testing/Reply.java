package dev.zta.server.testing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as a test sees it. */
public final class Reply {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Reply(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body.clone();
    }

    public int status() {
        return status;
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    /** The body as maps, lists, texts and numbers. */
    public Map<?, ?> map() {
        return MAPPER.readValue(body, Map.class);
    }

    /** The text of the {@code error} field. */
    public String error() {
        return json().path("error").asString("");
    }

    public Optional<String> header(String name) {
        List<String> values = headers.allValues(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
