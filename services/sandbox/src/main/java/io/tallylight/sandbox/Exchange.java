package io.tallylight.sandbox;

import io.tallylight.sandbox.Faults.Fault;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call: the rules' reply, or what the standing fault makes of it. */
final class Exchange implements Fault.Cases<Runnable> {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Function<Request, Reply> rules;
    private final HttpServerRequest http;
    private Buffer body = Buffer.buffer();
    private Duration clockAhead = Duration.ZERO;

    Exchange(Vertx vertx, InstantSource clock, Function<Request, Reply> rules, HttpServerRequest http) {
        this.vertx = vertx;
        this.clock = clock;
        this.rules = rules;
        this.http = http;
    }

    void answer(Buffer whole, Optional<Fault> fault) {
        body = whole;
        fault.map(struck -> struck.match(this)).orElse(() -> send(reply())).run();
    }

    void send(Reply reply) {
        if (reply.more().hasNext()) {
            new PacedBody(vertx, http, pieces(reply), Duration.ZERO)
                    .writeTo(head(reply).setChunked(true));
        } else {
            head(reply).end(reply.body());
        }
    }

    @Override
    public Runnable latency(Fault.Latency fault) {
        return () -> vertx.setTimer(Math.max(1, fault.delay().toMillis()), timer -> send(reply()));
    }

    @Override
    public Runnable status(Fault.Status fault) {
        return () -> send(Reply.of(fault.status(), fault.contentType(), fault.body()));
    }

    @Override
    public Runnable throttled(Fault.Throttled fault) {
        return () -> send(
                Reply.of(fault.status(), "text/plain", "too many requests").with("Retry-After", fault.retryAfter()));
    }

    @Override
    public Runnable cutBody(Fault.CutBody fault) {
        return () -> {
            Reply reply = reply();
            measured(reply)
                    .write(reply.body().slice(0, reply.body().length() / 2))
                    .onComplete(written -> http.connection().close());
        };
    }

    @Override
    public Runnable hang(Fault.Hang fault) {
        return () -> LOG.debug("hangs on {}", http.path());
    }

    @Override
    public Runnable slowDrip(Fault.SlowDrip fault) {
        return () -> {
            Reply reply = reply();
            Iterator<Buffer> octets = PacedBody.octets(pieces(reply));
            new PacedBody(vertx, http, octets, fault.every()).writeTo(measured(reply));
        };
    }

    @Override
    public Runnable endlessBody(Fault.EndlessBody fault) {
        return () -> {
            Reply reply = Reply.json(200, fault.head());
            Buffer again = Buffer.buffer(fault.again());
            Iterator<Buffer> endless = Stream.concat(Stream.of(reply.body()), Stream.generate(() -> again))
                    .iterator();
            new PacedBody(vertx, http, endless, Duration.ZERO)
                    .writeTo(head(reply).setChunked(true));
        };
    }

    @Override
    public Runnable clockOff(Fault.ClockOff fault) {
        return () -> {
            clockAhead = fault.ahead();
            send(reply());
        };
    }

    private static Iterator<Buffer> pieces(Reply reply) {
        Iterable<Buffer> more = reply::more;
        return Stream.concat(Stream.of(reply.body()), StreamSupport.stream(more.spliterator(), false))
                .iterator();
    }

    /** A long answer says no length: it is not known before it was told. */
    private HttpServerResponse measured(Reply reply) {
        return reply.more().hasNext()
                ? head(reply).setChunked(true)
                : head(reply)
                        .putHeader("Content-Length", String.valueOf(reply.body().length()));
    }

    private HttpServerResponse head(Reply reply) {
        HttpServerResponse response = http.response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        return response.putHeader("Date", HTTP_DATE.format(clock.instant().plus(clockAhead)));
    }

    /** A simulator that breaks must not look like a provider that refuses: it is loud in the log and in the body. */
    private Reply reply() {
        try {
            return rules.apply(request());
        } catch (RuntimeException broken) {
            LOG.error("the simulator broke on {} {}", http.method(), http.path(), broken);
            return Reply.of(500, "text/plain", "the simulator broke: " + broken);
        }
    }

    private Request request() {
        Map<String, String> headers = new TreeMap<>();
        http.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        String query = http.query() == null ? "" : http.query();
        return new Request(
                http.method().name(),
                http.path(),
                query,
                headers,
                body,
                http.remoteAddress().hostAddress(),
                clockAhead);
    }
}
