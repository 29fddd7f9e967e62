package dev.zta.server.auth;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.core.access.Action.Target;
import dev.zta.core.access.Principal;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Authorizer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts every guarded call before {@link Access}, together with the sites that it names. */
public final class AccessAuthorizer implements Authorizer {
    private final Access access;

    public AccessAuthorizer(Access access) {
        this.access = access;
    }

    @Override
    public void authorize(Call call, Route route) {
        access.admit(
                call.principal(),
                route.action(),
                matters(call.principal(), route.action()) ? sitesNamed(call, route) : List.of());
    }

    /** Spares most requests the look: it matters for limited keys, and where a site may be named or not. */
    private static boolean matters(Principal principal, Action action) {
        boolean isLimited =
                principal instanceof Principal.Key key && key.limitedTo().isPresent();
        return isLimited || (action.target() != Target.SITE && action.role().isPresent());
    }

    /**
     * The body is looked at only where nothing before it names a site, and never of a GET, where it has no meaning; a handler's
     * own call of Access sees what it uses.
     */
    private static List<String> sitesNamed(Call call, Route route) {
        String name = route.action().siteParameter();
        List<String> inAddress = Stream.of(inPath(call, route, name), call.query(name))
                .flatMap(Optional::stream)
                .toList();
        return inAddress.isEmpty() && !route.method().equals("GET")
                ? inBody(call, name).stream().toList()
                : inAddress;
    }

    private static Optional<String> inPath(Call call, Route route, String name) {
        return route.path().contains("{" + name + "}") ? Optional.of(call.path(name)) : Optional.empty();
    }

    /** A body that is no JSON names nothing; to say so is the handler's part, later in the order of checks. */
    private static Optional<String> inBody(Call call, String name) {
        try {
            return call.body().length > 0 && call.json().get(name) instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (ApiException _) {
            return Optional.empty();
        }
    }
}
