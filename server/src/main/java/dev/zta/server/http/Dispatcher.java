package dev.zta.server.http;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.account.AccountStoreUnavailableException;
import dev.zta.core.journal.JournalUnavailableException;
import dev.zta.server.address.ClientAddress;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes every request to its route, in the contract's order of checks, and turns whatever happens into one answer. */
final class Dispatcher {
    private static final int FAILURE = 500;
    private static final HeaderName FORWARDED_FOR = HeaderNames.X_FORWARDED_FOR;

    /** A whole address in the place of a path (RFC 9112, "absolute-form"). */
    private static final Pattern WHOLE_ADDRESS = Pattern.compile("(?i)https?://[^/]+(/.*)?");

    private final RouteTable routes;
    private final Guard guard;
    private final ClientAddress clientAddress;
    private final ConnectionWatch watch;
    private final ResponseWriter writer;
    private final Json json;
    private final InstantSource clock;
    private final FaultLog faults = new FaultLog();

    Dispatcher(
            RouteTable routes,
            Guard guard,
            ClientAddress clientAddress,
            ConnectionWatch watch,
            ResponseWriter writer,
            Json json,
            InstantSource clock) {
        this.routes = routes;
        this.guard = guard;
        this.clientAddress = clientAddress;
        this.watch = watch;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    void handle(ServerRequest request, ServerResponse response) {
        Deadline deadline = watch.deadline();
        deadline.clear();
        boolean isLast = deadline.isOldVersion() || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
        if (isLast) {
            response.headers().set(HeaderValues.CONNECTION_CLOSE);
        }
        Optional<RouteTable.Match> match = routes.find(path(request));
        String method = request.prologue().method().text();
        if (match.isPresent() && method.equals("OPTIONS")) {
            Cors cors = match.get().any().policy().cors();
            deadline.answerBegins();
            writer.preflight(request, response, cors, match.get().allow());
        } else {
            Cors cors = match.map(found -> found.any().policy().cors()).orElse(Cors.OPEN);
            Answer answer = match.map(found -> answer(request, found, method))
                    .orElseGet(() -> writer.answer(CommonError.NOT_FOUND.exception()));
            sendAndClose(request, response, cors, answer, deadline);
        }
        if (isLast) {
            // Helidon would say so, and then wait for the client to do it.
            throw new CloseConnectionException("The client wants no more");
        }
        watch.requestEnds();
    }

    private static String path(ServerRequest request) {
        String target = request.prologue().uriPath().rawPath();
        Matcher address = WHOLE_ADDRESS.matcher(target);
        return target.startsWith("/") || !address.matches()
                ? target
                : Objects.requireNonNullElse(address.group(1), "/");
    }

    private Answer answer(ServerRequest request, RouteTable.Match match, String method) {
        Optional<Route> route = match.route(method);
        if (route.isEmpty()) {
            return writer.answer(CommonError.METHOD_NOT_ALLOWED.exception().with("Allow", match.allow()));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        return answer(request, match, route.get(), headers).with(headers);
    }

    /**
     * What the route says.
     *
     * @param headers gets those that the answer has whatever becomes of the call
     */
    private Answer answer(ServerRequest request, RouteTable.Match match, Route route, Map<String, String> headers) {
        try {
            return route.handler().handle(admitted(request, match, route, headers));
        } catch (ApiException refusal) {
            return writer.answer(refusal);
        } catch (AccessRefusedException refusal) {
            return writer.answer(ApiException.of(refusal.refusal()));
        } catch (JournalUnavailableException | AccountStoreUnavailableException _) {
            return writer.answer(CommonError.UNAVAILABLE.exception());
        } catch (CloseConnectionException | DataReader.InsufficientDataAvailableException gone) {
            throw new CloseConnectionException("The client went away", gone);
        } catch (Throwable fault) {
            faults.failed(route.method() + " " + route.path(), fault);
            return writer.answer(new ApiException(FAILURE, route.policy().failure()));
        }
    }

    private HelidonCall admitted(
            ServerRequest request, RouteTable.Match match, Route route, Map<String, String> headers) {
        refuseEncoded(request.headers());
        HelidonCall call = call(request, match, route);
        if (route.policy().isGuarded()) {
            call.identified(guard.authenticator().authenticate(credential(call, route), call));
            headers.putAll(guard.limit().take(call.principal(), route.path(), call.clientAddress()));
            guard.authorizer().authorize(call, route);
            guard.authenticator().accepted(call.principal(), call);
        }
        return call;
    }

    /** Where none is asked for none is looked at: somebody with an expired token may log in. */
    private static Optional<String> credential(HelidonCall call, Route route) {
        return route.action().isOpen() ? Optional.empty() : call.authorization();
    }

    private static void refuseEncoded(ServerRequestHeaders headers) {
        if (headers.contains(HeaderNames.CONTENT_ENCODING)
                && !headers.get(HeaderNames.CONTENT_ENCODING).get().equalsIgnoreCase("identity")) {
            throw CommonError.UNSUPPORTED_ENCODING.exception();
        }
    }

    private HelidonCall call(ServerRequest request, RouteTable.Match match, Route route) {
        InetAddress peer = peer(request);
        InetAddress client = clientAddress.of(peer, forwardedFor(request.headers()));
        return new HelidonCall(
                request,
                match,
                route.policy().maxBodyBytes(),
                watch.deadline(),
                json,
                clock.instant(),
                client,
                clientAddress.trusts(peer));
    }

    private static InetAddress peer(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private static Optional<String> forwardedFor(ServerRequestHeaders headers) {
        return headers.contains(FORWARDED_FOR)
                ? Optional.of(String.join(",", headers.get(FORWARDED_FOR).allValues()))
                : Optional.empty();
    }

    private void sendAndClose(
            ServerRequest request, ServerResponse response, Cors cors, Answer answer, Deadline deadline) {
        try {
            send(request, response, cors, answer, deadline);
        } finally {
            if (answer.body() instanceof Answer.Stream stream) {
                stream.close();
            }
        }
    }

    private void send(ServerRequest request, ServerResponse response, Cors cors, Answer answer, Deadline deadline) {
        boolean isRestUnread =
                request.content().hasEntity() && !request.content().consumed();
        boolean isRestShort = request.headers().contentLength().orElse(Long.MAX_VALUE) <= RoutePolicy.BODY_BYTES;
        boolean mustClose = deadline.isBodyBroken() || (isRestUnread && !(isRestShort && request.continueSent()));
        if (mustClose) {
            response.headers().set(HeaderValues.CONNECTION_CLOSE);
        }
        deadline.answerBegins();
        write(request, response, cors, answer, deadline);
        if (mustClose) {
            deadline.drain();
            throw new CloseConnectionException("Refused with an unread body");
        }
        if (isRestUnread) {
            deadline.bodyWanted();
            consume(request);
        }
    }

    /** What fails while it is sent can't become another answer. */
    private void write(ServerRequest request, ServerResponse response, Cors cors, Answer answer, Deadline deadline) {
        try {
            writer.send(request, response, cors, answer, deadline);
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (RuntimeException fault) {
            faults.failed("an answer to " + request.prologue().method().text(), fault);
            throw new CloseConnectionException("An answer broke off", fault);
        }
    }

    private static void consume(ServerRequest request) {
        try {
            request.content().consume();
        } catch (RuntimeException e) {
            // Helidon would log this with the path of the request.
            throw new CloseConnectionException("The body broke off", e);
        }
    }
}
