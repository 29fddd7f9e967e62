package dev.zta.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.Reply;
import org.junit.jupiter.api.Test;

class OpenApiFeatureTest {
    @Test
    void the_server_tells_its_api() {
        try (FeatureServer server = FeatureServer.of(new OpenApiFeature())) {
            Reply reply = server.client().get("/api/openapi.json");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("openapi").asString()).isEqualTo("3.1.0");
            assertThat(reply.json().at("/components/schemas/Error/required/0").asString())
                    .isEqualTo("error");
        }
    }
}
