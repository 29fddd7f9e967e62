package dev.zta.server.teams;

import dev.zta.core.access.Role;
import dev.zta.core.account.EmailAddress;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.JsonFields;
import java.util.Optional;

/**
 * The body of {@code POST /api/teams}, checked.
 *
 * @param message empty without one
 */
record InvitationBody(String siteId, String email, Role role, String message) {
    private static final int LONGEST_MESSAGE = 500;

    static InvitationBody of(Call call) {
        JsonFields body = JsonFields.of(call.json());
        return new InvitationBody(siteId(body), email(body), role(body), message(body));
    }

    static String siteId(JsonFields body) {
        return body.filledText("siteId").orElseThrow(InvitationBody::siteIdRequired);
    }

    static ApiException siteIdRequired() {
        return new ApiException(400, "Site ID is required");
    }

    static ApiException userIdRequired() {
        return new ApiException(400, "User ID is required");
    }

    private static String email(JsonFields body) {
        String email = body.filledText("email").orElseThrow(() -> new ApiException(400, "Email address is required"));
        return EmailAddress.parse(email).orElseThrow(() -> new ApiException(400, "Invalid email format"));
    }

    /** Any role but the owner's. */
    static Role role(JsonFields body) {
        Optional<String> code = body.isText("role") ? body.text("role") : Optional.empty();
        return code.flatMap(Role::of)
                .filter(role -> role != Role.OWNER)
                .orElseThrow(() -> new ApiException(400, "Invalid role. Must be: admin, member, or viewer"));
    }

    private static String message(JsonFields body) {
        String message = body.text("message").orElse("");
        if (message.codePointCount(0, message.length()) > LONGEST_MESSAGE) {
            throw new ApiException(400, "Message must be 500 characters or fewer");
        }
        return message;
    }
}
