package dev.zta.server.track;

import dev.zta.core.access.Principal;
import dev.zta.server.http.ApiException;

/** The API key that came with a call. */
sealed interface Credential {
    Credential NONE = new None();

    /** None came; a login token counts as none. */
    record None() implements Credential {}

    /** One that is good, for whatever. */
    record Known(Principal.Key key) implements Credential {}

    /** One that is not. */
    record Refused(ApiException answer) implements Credential {}
}
