package dev.zta.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.zta.server.openapi.OpenApiFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API document, and the proof that an exchange keeps to it. Thread-safe. */
public final class ApiDocument {
    private static final String JSON = "application/json";
    private static final String LOCATION = "https://zta.invalid/openapi.json";
    private static final Set<Integer> COMMON_ERRORS =
            Set.of(400, 401, 403, 404, 405, 413, 414, 415, 429, 500, 501, 503);

    private final JsonMapper json = JsonMapper.builder().build();
    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> loaded = new ConcurrentHashMap<>();

    /** Reads api/openapi.yaml as it was built into the program. */
    public ApiDocument() {
        document = OpenApiFeature.read();
        String text = json.writeValueAsString(document);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, text)));
    }

    /** Every method and path of the document, as {@code GET /api/health}. */
    public Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .forEach(operation ->
                                routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return routes;
    }

    /**
     * Holds an exchange to the document. A request is checked only if it was answered with success: tests send wrong ones on
     * purpose.
     *
     * @param path with its query
     * @param requestJson the body where it was JSON
     */
    void check(String method, String path, Optional<String> requestJson, Reply reply) {
        Optional<String> template = template(path);
        if (template.isEmpty() || method.equals("OPTIONS") || method.equals("HEAD")) {
            return;
        }
        String pointer = "/paths/" + escaped(template.get()) + "/" + method.toLowerCase(Locale.ROOT);
        if (document.at(pointer).isMissingNode()) {
            assertThat(reply.status())
                    .as("%s %s is not in the document", method, path)
                    .isEqualTo(405);
            return;
        }
        checkResponse(pointer, method + " " + path, reply);
        if (reply.status() < 300 && requestJson.isPresent()) {
            checkAgainst(
                    pointer + "/requestBody/content/application~1json/schema", requestJson.get(), "request " + path);
        }
    }

    private void checkResponse(String pointer, String exchange, Reply reply) {
        String response = pointer + "/responses/" + reply.status();
        if (document.at(response).isMissingNode()) {
            assertThat(COMMON_ERRORS)
                    .as("status of %s, which the document does not have: %s", exchange, reply.text())
                    .contains(reply.status());
            checkAgainst("/components/schemas/Error", reply.text(), exchange);
            return;
        }
        JsonNode target = document.at(response);
        String place = target.has("$ref") ? target.get("$ref").asString().substring(1) : response;
        String schema = place + "/content/application~1json/schema";
        boolean isJson = reply.header("Content-Type").orElse("").startsWith(JSON) || !hasOther(place, reply);
        if (isJson && !document.at(schema).isMissingNode()) {
            checkAgainst(schema, reply.text(), exchange);
        }
    }

    /** Whether the document has the reply's own type, where that is not JSON. */
    private boolean hasOther(String response, Reply reply) {
        String type = reply.header("Content-Type").orElse(JSON).replaceFirst(";.*", "");
        return !document.at(response + "/content/" + escaped(type)).isMissingNode();
    }

    private void checkAgainst(String pointer, String text, String what) {
        if (document.at(pointer).isMissingNode()) {
            throw new AssertionError("The document has no schema for the " + what);
        }
        List<String> problems = new ArrayList<>();
        schema(pointer).validate(parsed(text, what)).forEach(error -> problems.add(error.toString()));
        assertThat(problems).as("%s against %s: %s", what, pointer, text).isEmpty();
    }

    private JsonNode parsed(String text, String what) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw new AssertionError(what + " is no JSON: " + text, e);
        }
    }

    private Schema schema(String pointer) {
        return loaded.computeIfAbsent(
                pointer,
                place -> schemas.getSchema(SchemaLocation.of(
                        LOCATION + "#" + place.replace("{", "%7B").replace("}", "%7D"))));
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    /** The path of the document that an address is an instance of; one without parameters comes first. */
    private Optional<String> template(String address) {
        String path = address.split("\\?", 2)[0];
        JsonNode paths = document.path("paths");
        if (paths.has(path)) {
            return Optional.of(path);
        }
        return paths.propertyNames().stream().filter(known -> fits(known, path)).findFirst();
    }

    private static boolean fits(String template, String path) {
        List<String> wanted = List.of(template.split("/", -1));
        List<String> parts = List.of(path.split("/", -1));
        if (wanted.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).startsWith("{") && !wanted.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
