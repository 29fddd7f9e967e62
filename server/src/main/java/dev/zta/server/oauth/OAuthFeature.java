package dev.zta.server.oauth;

import dev.zta.core.access.Action;
import dev.zta.core.account.OneTimeToken;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.Plan;
import dev.zta.core.account.User;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.JsonFields;
import dev.zta.server.http.Route;
import dev.zta.server.oauth.ProviderClient.Person;
import dev.zta.server.settings.OAuthSettings.Client;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /api/auth/github}, {@code google}, {@code callback/{provider}}, {@code POST oauth/link} (contract: auth). */
public final class OAuthFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(OAuthFeature.class.getName());
    private static final Duration STATE_LIFE = Duration.ofMinutes(10);
    private static final String DETAIL_SEPARATOR = " ";
    private static final int LONGEST_ERROR = 100;

    private final AuthParts parts;
    private final ProviderClient providers;
    private final ProviderLogin login;

    OAuthFeature(AuthParts parts, ProviderClient providers, ProviderLogin login) {
        this.parts = parts;
        this.providers = providers;
        this.login = login;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/auth/github", Action.LOG_IN_ELSEWHERE, call -> begin(Provider.GITHUB, call)),
                new Route("GET", "/api/auth/google", Action.LOG_IN_ELSEWHERE, call -> begin(Provider.GOOGLE, call)),
                new Route("GET", "/api/auth/callback/{provider}", Action.LOG_IN_ELSEWHERE, this::callback),
                new Route("POST", "/api/auth/oauth/link", Action.LINK_PROVIDER, this::link));
    }

    private Answer begin(Provider provider, Call call) {
        Plan plan = call.query("plan")
                .map(code -> Plan.of(code).orElseThrow(() -> new ApiException(400, "Invalid plan")))
                .orElse(Plan.FREE);
        return redirect(authorize(provider, "", plan, call).toString());
    }

    private Answer link(Call call) {
        Provider provider = JsonFields.of(call.json())
                .text("provider")
                .flatMap(Provider::of)
                .orElseThrow(() -> new ApiException(400, "Unknown OAuth provider"));
        Me.login(call);
        User user = Me.user(call, parts.store());
        return Answer.ok(
                Map.of("url", authorize(provider, user.id(), Plan.FREE, call).toString()));
    }

    /**
     * The provider's address with a new state.
     *
     * @param userId whom to link; empty text: somebody who logs in
     * @param plan to be tried by somebody new
     */
    private URI authorize(Provider provider, String userId, Plan plan, Call call) {
        Client client = providers
                .client(provider)
                .orElseThrow(() -> new ApiException(501, provider.title() + " OAuth not configured"));
        String state = parts.secrets().secret();
        String detail = provider.code() + DETAIL_SEPARATOR + plan.code();
        parts.secrets().add(Purpose.OAUTH_STATE, state, userId, detail, call.receivedAt(), STATE_LIFE);
        return providers.authorize(provider, client, redirectAddress(provider), state);
    }

    private String redirectAddress(Provider provider) {
        return parts.publicAddress().get() + "/api/auth/callback/" + provider.code();
    }

    private Answer callback(Call call) {
        try {
            return redirect(login.of(returned(call), call));
        } catch (OAuthFailure failure) {
            return redirect("/login/?error=" + encoded(failure.text()));
        }
    }

    private ProviderLogin.Returned returned(Call call) throws OAuthFailure {
        Provider provider =
                Provider.of(call.path("provider")).orElseThrow(() -> new OAuthFailure("Unknown OAuth provider"));
        Optional<String> error = call.query("error");
        if (error.isPresent()) {
            throw new OAuthFailure("OAuth error: " + shortened(error.get()));
        }
        String code = call.query("code").orElseThrow(() -> new OAuthFailure("No authorization code received"));
        String secret = call.query("state").orElseThrow(() -> new OAuthFailure("Missing state parameter"));
        OneTimeToken state = state(secret, call);
        List<String> detail = List.of(state.detail().split(DETAIL_SEPARATOR, -1));
        if (!detail.getFirst().equals(provider.code())) {
            throw new OAuthFailure("Provider mismatch");
        }
        Plan plan = Plan.of(detail.getLast()).orElse(Plan.FREE);
        return new ProviderLogin.Returned(provider, person(provider, code), state.userId(), plan);
    }

    private OneTimeToken state(String secret, Call call) throws OAuthFailure {
        OneTimeToken state = parts.secrets()
                .findAny(Purpose.OAUTH_STATE, secret)
                .orElseThrow(() -> new OAuthFailure("Security validation failed: State not found"));
        if (!call.receivedAt().isBefore(state.expiresAt())) {
            throw new OAuthFailure("Security validation failed: State expired");
        }
        if (!parts.secrets().use(Purpose.OAUTH_STATE, secret, call.receivedAt())) {
            throw new OAuthFailure("Security validation failed: State already used");
        }
        return state;
    }

    private Person person(Provider provider, String code) throws OAuthFailure {
        Client client = providers.client(provider).orElseThrow(() -> new OAuthFailure("Authentication failed"));
        try {
            return providers.person(provider, client, redirectAddress(provider), code);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} did not say who somebody is ({1})", provider.title(), e.getMessage());
            throw new OAuthFailure("Authentication failed");
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Answer redirect(String address) {
        return new Answer(302, Map.of("Location", address), Answer.NO_BODY);
    }
}
