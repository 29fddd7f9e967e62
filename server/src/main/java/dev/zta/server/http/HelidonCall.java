package dev.zta.server.http;

import dev.zta.core.access.Principal;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call on top of Helidon's request. Nothing of the request is copied before it is asked for. */
final class HelidonCall implements Call {
    private static final byte[] EMPTY = {};

    private final ServerRequest request;
    private final RouteTable.Match match;
    private final int maxBodyBytes;
    private final Deadline deadline;
    private final Json json;
    private final Instant receivedAt;
    private final String clientAddress;
    private final boolean isFromTrustedProxy;
    private Principal principal = Principal.NOBODY;
    private @Nullable Map<String, String> query;
    private byte @Nullable [] body;

    HelidonCall(
            ServerRequest request,
            RouteTable.Match match,
            int maxBodyBytes,
            Deadline deadline,
            Json json,
            Instant receivedAt,
            InetAddress client,
            boolean isFromTrustedProxy) {
        this.request = request;
        this.match = match;
        this.maxBodyBytes = maxBodyBytes;
        this.deadline = deadline;
        this.json = json;
        this.receivedAt = receivedAt;
        this.clientAddress = textOf(client);
        this.isFromTrustedProxy = isFromTrustedProxy;
    }

    void identified(Principal caller) {
        principal = caller;
    }

    @Override
    public Instant receivedAt() {
        return receivedAt;
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public boolean isHead() {
        return request.prologue().method().equals(Method.HEAD);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name));
    }

    @Override
    public Set<String> queryNames() {
        return Set.copyOf(query().keySet());
    }

    private Map<String, String> query() {
        if (query == null) {
            query = QueryString.parse(request.prologue().query().rawValue());
        }
        return query;
    }

    @Override
    public String path(String name) {
        String value = match.parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no part " + name);
        }
        return value;
    }

    @Override
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    @Override
    public Optional<String> authorization() {
        return request.headers().contains(HeaderNames.AUTHORIZATION)
                ? Optional.of(String.join(
                        ", ", request.headers().get(HeaderNames.AUTHORIZATION).allValues()))
                : Optional.empty();
    }

    @Override
    public byte[] body() {
        if (body == null) {
            body = readBody();
        }
        return body;
    }

    private byte[] readBody() {
        if (!request.content().hasEntity()) {
            return EMPTY;
        }
        if (request.headers().contentLength().orElse(0) > maxBodyBytes) {
            throw CommonError.PAYLOAD_TOO_LARGE.exception();
        }
        deadline.bodyWanted();
        try {
            InputStream in = new FramedBody(request.content().inputStream(), deadline);
            byte[] bytes = in.readNBytes(maxBodyBytes + 1);
            if (bytes.length > maxBodyBytes) {
                throw CommonError.PAYLOAD_TOO_LARGE.exception();
            }
            return bytes;
        } catch (IOException _) {
            throw CommonError.BAD_REQUEST.exception();
        } finally {
            deadline.clear();
        }
    }

    @Override
    public InputStream bodyStream() {
        if (!request.content().hasEntity()) {
            return InputStream.nullInputStream();
        }
        return new TimedBody(new FramedBody(request.content().inputStream(), deadline), deadline);
    }

    @Override
    public Map<String, Object> json() {
        return json.readObject(body()).orElseThrow(CommonError.INVALID_JSON::exception);
    }

    private static String textOf(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    @Override
    public String clientAddress() {
        return clientAddress;
    }

    @Override
    public boolean isFromTrustedProxy() {
        return isFromTrustedProxy;
    }
}
