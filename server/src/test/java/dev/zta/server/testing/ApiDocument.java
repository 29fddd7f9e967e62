package dev.zta.server.testing;

import java.util.Optional;

/** The API document that exchanges are held to. */
public final class ApiDocument {
    void check(String method, String path, Optional<String> requestJson, Reply reply) {}
}
