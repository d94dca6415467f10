package io.tallylight.benchmarks.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers viewer.log from {@link Truth}, by the minute and in order of time, whatever the signature; its {@code Date} is
 * the virtual time. An answer is written as it is read, so that one of 700 MB takes no memory here.
 */
public final class FakeScaleEngine implements AutoCloseable {

    private static final Pattern START = Pattern.compile("\"starttime\":\"([^\"]+)\"");
    private static final Pattern GRAPH = Pattern.compile("\"graph\":(\\d)");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final Buffer HEAD =
            Buffer.buffer("{\"message\":\"Found viewers\",\"status\":\"success\",\"data\":[");
    private static final Buffer TAIL = Buffer.buffer("],\"handle_time\":\"0.3795 seconds\"}");
    private static final int QUEUE = 4 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final Truth truth;
    private final WindowBytes bytes;
    private final Requests requests;
    private final HttpServer http;

    private FakeScaleEngine(Truth truth, InstantSource real) {
        this.truth = truth;
        this.bytes = new WindowBytes(truth);
        this.requests = new Requests(real);
        this.http = vertx.createHttpServer().requestHandler(this::read);
    }

    /** On a free port of 127.0.0.1. */
    public static FakeScaleEngine start(Truth truth, InstantSource real) {
        FakeScaleEngine provider = new FakeScaleEngine(truth, real);
        await(provider.http.listen(0, "127.0.0.1"));
        return provider;
    }

    /** Where to ask; the path tells instances apart. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + http.actualPort() + path);
    }

    public Requests requests() {
        return requests;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void read(HttpServerRequest request) {
        requests.came(request.path());
        request.body().onSuccess(body -> answer(body.toString(US_ASCII), request.response()));
    }

    private void answer(String asked, HttpServerResponse response) {
        Instant now = truth.clock().instant();
        response.putHeader("Date", DATE.format(now))
                .putHeader("Content-Type", "application/json")
                .setChunked(true)
                .setWriteQueueMaxSize(QUEUE);
        long from = start(asked);
        long to = Math.min(from + longest(asked).toMillis(), now.toEpochMilli());
        int first = Math.max(0, truth.window(from + Truth.MINUTE - 1));
        int last = Math.min(truth.window(to), truth.windows() - 1);
        response.write(HEAD);
        writeOn(response, new Answer(first, last, now.toEpochMilli()));
    }

    /** What is left to say; a comma goes before every row but the first. */
    private final class Answer {

        private final int last;
        private final long now;
        private int next;
        private boolean begun;

        Answer(int first, int last, long now) {
            this.next = first;
            this.last = last;
            this.now = now;
        }

        boolean ended() {
            return next > last;
        }

        Buffer take() {
            int window = next++;
            int phase = truth.phase(window, now);
            byte[] rows = phase < 0 ? new byte[0] : bytes.of(window, phase);
            if (rows.length == 0) {
                return Buffer.buffer();
            }
            Buffer part = Buffer.buffer(rows.length + 1);
            if (begun) {
                part.appendByte((byte) ',');
            }
            begun = true;
            return part.appendBytes(rows, 0, rows.length - 1);
        }
    }

    private void writeOn(HttpServerResponse response, Answer answer) {
        while (!answer.ended()) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> writeOn(response, answer));
                return;
            }
            response.write(answer.take());
        }
        response.drainHandler(null);
        response.end(TAIL);
    }

    private long start(String asked) {
        Matcher found = START.matcher(asked);
        return found.find()
                ? LocalDateTime.parse(found.group(1).replace(' ', 'T'))
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli()
                : truth.clock().millis() - Duration.ofHours(6).toMillis();
    }

    private static Duration longest(String asked) {
        Matcher found = GRAPH.matcher(asked);
        return Duration.ofHours(found.find() && found.group(1).equals("1") ? 6 : 24);
    }

    private static void await(io.vertx.core.Future<?> done) {
        try {
            done.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failed) {
            throw new IllegalStateException("The provider does not start or stop: " + failed, failed);
        }
    }
}
