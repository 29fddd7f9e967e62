package dev.zta.server.oauth;

import dev.zta.server.http.Json;
import dev.zta.server.settings.OAuthSettings;
import dev.zta.server.settings.OAuthSettings.Client;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks a provider who somebody is (RFC 6749, "Authorization Code Grant"). The access token lives as long as the questions take
 * and is written nowhere. Thread-safe.
 */
final class ProviderClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final OAuthSettings settings;
    private final Json json = new Json();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ProviderClient(OAuthSettings settings) {
        this.settings = settings;
    }

    /**
     * Somebody at a provider.
     *
     * @param subject id that never changes
     * @param email one that the provider has verified; empty: there is none
     */
    record Person(String subject, Optional<String> email, Optional<String> name) {}

    Optional<Client> client(Provider provider) {
        return switch (provider) {
            case GITHUB -> settings.github();
            case GOOGLE -> settings.google();
        };
    }

    /** Where the browser goes to ask for a code. */
    URI authorize(Provider provider, Client client, String redirect, String state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", client.id());
        query.put("redirect_uri", redirect);
        query.put("response_type", "code");
        query.put("scope", provider.scopes());
        query.put("state", state);
        return URI.create(address(provider, provider.authorizeAddress()) + "?" + form(query));
    }

    /**
     * Who came back with a code.
     *
     * @throws IOException when the provider does not answer, or not as it should
     */
    Person person(Provider provider, Client client, String redirect, String code) throws IOException {
        String token = accessToken(provider, client, redirect, code);
        Map<String, Object> person = object(get(provider, provider.personAddress(), token));
        return switch (provider) {
            case GITHUB -> githubPerson(person, get(provider, provider.personAddress() + "/emails", token));
            case GOOGLE -> googlePerson(person);
        };
    }

    private String accessToken(Provider provider, Client client, String redirect, String code) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("client_id", client.id());
        fields.put("client_secret", client.secret());
        fields.put("code", code);
        fields.put("redirect_uri", redirect);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(provider, provider.tokenAddress())))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)))
                .build();
        return text(object(send(request)), "access_token").orElseThrow(() -> new IOException("no access token"));
    }

    private byte[] get(Provider provider, String address, String token) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(address(provider, address)))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private byte[] send(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("status " + response.statusCode());
                }
                return body.readNBytes(LONGEST_ANSWER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Person googlePerson(Map<String, Object> person) throws IOException {
        boolean isVerified = Boolean.TRUE.equals(person.get("email_verified"));
        return new Person(
                text(person, "sub").orElseThrow(() -> new IOException("no subject")),
                isVerified ? text(person, "email") : Optional.empty(),
                text(person, "name"));
    }

    private Person githubPerson(Map<String, Object> person, byte[] emails) throws IOException {
        Object id = person.get("id");
        if (!(id instanceof Number number)) {
            throw new IOException("no subject");
        }
        return new Person(Long.toString(number.longValue()), primary(emails), text(person, "name"));
    }

    /** The list of addresses is no object, which is all that our reader takes. */
    private Optional<String> primary(byte[] emails) throws IOException {
        String wrapped = "{\"emails\":" + new String(emails, StandardCharsets.UTF_8) + "}";
        Object list = object(wrapped.getBytes(StandardCharsets.UTF_8)).get("emails");
        if (!(list instanceof List<?> all)) {
            return Optional.empty();
        }
        return all.stream()
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .filter(email -> Boolean.TRUE.equals(email.get("primary"))
                        && Boolean.TRUE.equals(email.get("verified"))
                        && email.get("email") instanceof String)
                .map(email -> String.valueOf(email.get("email")))
                .findFirst();
    }

    private Map<String, Object> object(byte[] answer) throws IOException {
        return json.readObject(answer).orElseThrow(() -> new IOException("no JSON"));
    }

    private static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** In tests all addresses of a provider are on one host of ours. */
    private String address(Provider provider, String usual) {
        Optional<URI> base = switch (provider) {
            case GITHUB -> settings.githubBase();
            case GOOGLE -> settings.googleBase();
        };
        return base.map(origin -> origin + URI.create(usual).getRawPath()).orElse(usual);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.close();
    }
}
