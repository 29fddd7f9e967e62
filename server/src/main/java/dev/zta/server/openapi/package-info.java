/** The API document, api/openapi.yaml, as the server tells it. */
@NullMarked
package dev.zta.server.openapi;

import org.jspecify.annotations.NullMarked;
