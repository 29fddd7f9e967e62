package dev.zta.server.http;

import dev.zta.server.address.ClientAddress;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the routes of all features over HTTP/1.1, each request on a virtual thread of its own. */
public final class HttpServer implements AutoCloseable {
    /** Longest request line: a filter of 2000 characters, each percent-encoded UTF-8, fits. */
    private static final int REQUEST_LINE_BYTES = 32 * 1024;

    private static final int HEAD_BYTES = 16 * 1024;

    private final HttpOptions options;
    private final Json json;
    private final ResponseWriter writer;
    private final ConnectionWatch watch;
    private final Dispatcher dispatcher;
    private final List<Route> routes;
    private @Nullable WebServer server;

    /**
     * Makes the server without listening yet.
     *
     * @param guard what stands before the handlers of guarded routes
     * @param clock tells when a request was received
     */
    public HttpServer(HttpOptions options, List<Feature> features, Guard guard, Json json, InstantSource clock) {
        this.options = options;
        this.json = json;
        writer = new ResponseWriter(json, options.isPublicHttps());
        watch = new ConnectionWatch(http1(), options.bounds());
        routes = features.stream().flatMap(feature -> feature.routes().stream()).toList();
        dispatcher = new Dispatcher(
                new RouteTable(routes), guard, new ClientAddress(options.trustedProxies()), watch, writer, json, clock);
    }

    private static Http1ConnectionSelector http1() {
        Http1Config config = Http1Config.builder()
                .maxPrologueLength(REQUEST_LINE_BYTES)
                .maxHeadersSize(HEAD_BYTES)
                .validatePrologue(false)
                .sendKeepAliveHeader(false)
                .build();
        return Http1ConnectionSelector.builder().config(config).build();
    }

    /**
     * Listens.
     *
     * @throws java.io.UncheckedIOException when the address can't be bound
     */
    public void start() {
        watch.start();
        server = WebServer.builder()
                .host(options.host())
                .port(options.port())
                .shutdownHook(false)
                .protocolsDiscoverServices(false)
                .featuresDiscoverServices(false)
                .addConnectionSelector(watch)
                .directHandlers(new HelidonErrors(json, writer.always()).handlers())
                .contentEncoding(new IdentityEncoding())
                .maxTcpConnections(options.bounds().connections())
                .shutdownGracePeriod(options.bounds().stop())
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(HttpRouting.builder().any(dispatcher::handle))
                .build()
                .start();
        if (!server.isRunning()) {
            // The library logs that it can't listen, and goes on as if it could.
            close();
            throw new UncheckedIOException(
                    new BindException("Can't listen on " + options.host() + ":" + options.port()));
        }
    }

    /** The port it listens on. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("Not started");
        }
        return server.port();
    }

    /** All routes that are served. */
    public List<Route> routes() {
        return routes;
    }

    /** How many connections are open. */
    public int connections() {
        return watch.connections();
    }

    /** Stops accepting, lets requests in progress end, closes the connections. */
    @Override
    public void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
        watch.close();
    }
}
