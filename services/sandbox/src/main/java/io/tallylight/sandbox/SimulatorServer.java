package io.tallylight.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The shell of every simulator: HTTP on loopback, faults, a call count and a {@code Date} header of the simulated
 * clock. The provider's rules are one function from request to reply, which is called for one request at a time.
 */
public final class SimulatorServer {

    /** Huawei's tokens have up to 100 000 characters (IAM excerpt in facts/providers.md §3.1); room for them and the rest. */
    private static final int MAX_HEADERS = 128 * 1024;

    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_BODY = 1024 * 1024;

    /**
     * What was asked, as it came: {@code path} and {@code query} are still percent-encoded, {@code query} is empty
     * where there is none, header names are lower-case and of a repeated header the first value stands.
     * {@code clockAhead} is how wrong the server's clock is.
     */
    public record Request(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            Buffer body,
            String remoteHost,
            Duration clockAhead) {

        public Request {
            headers = Map.copyOf(headers);
        }

        /** Asked of a server whose clock is right. */
        public Request(
                String method, String path, String query, Map<String, String> headers, Buffer body, String remoteHost) {
            this(method, path, query, headers, body, remoteHost, Duration.ZERO);
        }

        /** What the server's clock shows at that moment: the times that were sent are judged by it. */
        public Instant shown(Instant now) {
            return now.plus(clockAhead);
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** The body as UTF-8. */
        public String text() {
            return body.toString(UTF_8);
        }
    }

    /**
     * What is answered: {@code body}, then what {@code more} hands over as the client takes it. {@code Date} and
     * {@code Content-Length} are the shell's.
     */
    public record Reply(int status, Map<String, String> headers, Buffer body, Iterator<Buffer> more) {

        public Reply {
            headers = Map.copyOf(headers);
        }

        public Reply(int status, Map<String, String> headers, Buffer body) {
            this(status, headers, body, Collections.emptyIterator());
        }

        public static Reply json(int status, String body) {
            return of(status, "application/json;charset=UTF-8", body);
        }

        public static Reply of(int status, String contentType, String body) {
            return new Reply(status, Map.of("Content-Type", contentType), Buffer.buffer(body, "UTF-8"));
        }

        /** The same reply with one more header. */
        public Reply with(String name, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(name, value);
            return new Reply(status, all, body, more);
        }
    }

    private final Vertx vertx;
    private final InstantSource clock;
    private final Function<Request, Reply> rules;
    private final HttpServer http;
    private final Faults faults = new Faults();
    private final AtomicLong calls = new AtomicLong();

    private SimulatorServer(Vertx vertx, InstantSource clock, Function<Request, Reply> rules) {
        this.vertx = vertx;
        this.clock = clock;
        this.rules = rules;
        this.http = vertx.createHttpServer(options()).requestHandler(this::read);
    }

    /** Listens on 127.0.0.1; port 0 takes a free one. */
    public static Future<SimulatorServer> start(
            Vertx vertx, int port, InstantSource clock, Function<Request, Reply> rules) {
        SimulatorServer server = new SimulatorServer(vertx, clock, rules);
        return server.http.listen(port, "127.0.0.1").map(server);
    }

    /** {@code http://127.0.0.1:port}, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.actualPort());
    }

    public Faults faults() {
        return faults;
    }

    /** Requests so far, those that a fault struck too. */
    public long calls() {
        return calls.get();
    }

    /** Closes every connection; a hanging call ends with it. */
    public Future<Void> close() {
        return http.close();
    }

    /** HTTP/1.1 only: over HTTP/2 there is no Host header to check a signature by. */
    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_LINE);
    }

    private void read(HttpServerRequest request) {
        calls.incrementAndGet();
        Exchange exchange = new Exchange(vertx, clock, rules, request);
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= MAX_BODY) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (body.length() > MAX_BODY) {
                exchange.send(Reply.of(413, "text/plain", "request body too large"));
            } else {
                exchange.answer(body, faults.next(request.path()));
            }
        });
    }
}
