package io.tallylight.poller.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Long answers, against a real server on loopback. */
class HttpStreamTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration SILENCE = Duration.ofMillis(600);
    private static final int LONG = 40_000_000;
    private final Vertx vertx = Vertx.vertx();
    private Http http = within(Duration.ofSeconds(20), Duration.ofMinutes(1));
    private final Reader reader = new Reader();

    private Http within(Duration silence, Duration reading) {
        return new Http(vertx, () -> NOW, new HttpLimits(1000, LONG, silence, 100, reading));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void handsOverALongBodyWhileItComes() {
        Reply reply = await(stream(request -> write(request, LONG, new AtomicLong())));

        assertThat(reply.body().length()).isZero();
        assertThat(reader.read.get()).isEqualTo(LONG);
        assertThat(reader.ended).isTrue();
        assertThat(reader.largest).isLessThan(1_000_000);
    }

    @Test
    void holdsTheProviderUpForAsLongAsTheReaderIsFull() {
        http = within(SILENCE.multipliedBy(3), Duration.ofMinutes(1));
        AtomicLong written = new AtomicLong();
        reader.full = true;

        Future<Reply> reply = stream(request -> write(request, LONG, written));
        Awaitility.await().until(() -> reader.read.get() > 0);
        long some = reader.read.get();
        Awaitility.await().pollDelay(SILENCE.multipliedBy(6)).until(() -> true);

        assertThat(reader.read.get()).isEqualTo(some);
        assertThat(written.get()).as("what the sockets hold").isLessThan(LONG);
        assertThat(reply.isComplete()).as("nobody can blame the provider").isFalse();
        vertx.runOnContext(room -> reader.makeRoom());
        assertThat(await(reply).status()).isEqualTo(200);
        assertThat(reader.read.get()).isEqualTo(LONG);
    }

    @Test
    void keepsTheBodyOfAFailureForTheReply() {
        Reply reply =
                await(stream(request -> request.response().setStatusCode(503).end("busy")));

        assertThat(reply.text()).isEqualTo("busy");
        assertThat(reader.read.get()).isZero();
        assertThat(reader.ended).isFalse();
    }

    @Test
    void limitsTheBodyOfAFailureAsThatOfEveryReply() {
        assertThatThrownBy(() -> await(
                        stream(request -> request.response().setStatusCode(500).end("x".repeat(1001)))))
                .hasMessageContaining("longer than 1000 bytes");
    }

    @Test
    void limitsALongBodyToo() {
        assertThatThrownBy(() -> await(stream(request -> write(request, LONG + 1, new AtomicLong()))))
                .hasMessageContaining("longer than " + LONG + " bytes");
    }

    @Test
    void failsOnABodyThatIsCut() {
        assertThatThrownBy(() -> await(stream(request -> request.response()
                        .putHeader("Content-Length", "100")
                        .write("half")
                        .onComplete(written -> request.connection().close()))))
                .isNotNull();
        assertThat(reader.ended).isFalse();
    }

    @Test
    void failsOnABodyThatDrips() {
        http = within(SILENCE, Duration.ofMinutes(1));
        assertThatThrownBy(() -> await(stream(request -> drip(request, Duration.ofMillis(50), "x"))))
                .hasMessageContaining("bytes came in PT0.6S");
    }

    @Test
    void failsOnABodyThatTakesTooLong() {
        http = within(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThatThrownBy(() -> await(stream(request -> drip(request, Duration.ofMillis(20), "x".repeat(1000)))))
                .hasMessageContaining("longer than PT3S");
    }

    @Test
    void failsWhereNothingComes() {
        http = within(SILENCE, Duration.ofMinutes(1));
        assertThatThrownBy(() -> await(stream(request -> {}))).hasMessageContaining("Nothing came for PT0.6S");
    }

    @Test
    void hangsUpWhereTheReaderFails() {
        AtomicLong hungUp = new AtomicLong();
        reader.fault = new IOException("no JSON");

        assertThatThrownBy(() -> await(stream(request -> {
                    request.connection().closeHandler(gone -> hungUp.set(1));
                    drip(request, Duration.ofMillis(20), "x".repeat(1000));
                })))
                .isSameAs(reader.fault);
        Awaitility.await().until(() -> hungUp.get() == 1);
    }

    @Test
    void givesUpWhatNobodyWantsAnyMore() {
        reader.full = true;
        Future<Reply> reply = stream(request -> write(request, LONG, new AtomicLong()));
        Awaitility.await().until(() -> reader.read.get() > 0);

        reader.closed = true;

        assertThatThrownBy(() -> await(reply)).hasMessageContaining("no use any more");
    }

    @Test
    void learnsTheProvidersClockBeforeItReads() {
        reader.full = true;
        var unused = stream(request -> {
            request.response().putHeader("Date", "Mon, 23 Nov 2026 10:10:00 GMT");
            write(request, LONG, new AtomicLong());
        });

        Awaitility.await().until(() -> reader.read.get() > 0);

        assertThat(http.clock().offset()).isEqualTo(Duration.ofMinutes(10));
        assertThat(unused.isComplete()).isFalse();
    }

    @Test
    void answersOneAccountWhileTwoHundredRequestsOfOthersHang() {
        Http patient = new Http(vertx, () -> NOW);
        URI uri = serve(request -> {
            if (request.path().equals("/answers")) {
                request.response().end("here");
            }
        });
        List<Future<Reply>> hanging = new ArrayList<>();
        IntStream.range(0, 200).forEach(turn -> hanging.add(patient.get(uri.resolve("/hangs"), Map.of())));

        assertThat(await(patient.get(uri.resolve("/answers"), Map.of())).text()).isEqualTo("here");
        assertThat(hanging).noneMatch(Future::isComplete);
    }

    private Future<Reply> stream(Handler<HttpServerRequest> server) {
        return http.stream(HttpMethod.POST, serve(server), Map.of(), Buffer.buffer("{}"), reader);
    }

    private static void write(HttpServerRequest request, long bytes, AtomicLong written) {
        writeMore(request.response().setChunked(true), bytes, written);
    }

    private static void writeMore(HttpServerResponse response, long bytes, AtomicLong written) {
        long left = bytes - written.get();
        while (left > 0 && !response.writeQueueFull()) {
            int piece = (int) Math.min(left, 50_000);
            left = bytes - written.addAndGet(piece);
            response.write(Buffer.buffer(new byte[piece]));
        }
        if (left > 0) {
            response.drainHandler(drained -> writeMore(response, bytes, written));
        } else {
            response.end();
        }
    }

    private void drip(HttpServerRequest request, Duration every, String drop) {
        request.response().setChunked(true);
        vertx.setPeriodic(
                every.toMillis(), timer -> request.response().write(drop).onFailure(gone -> vertx.cancelTimer(timer)));
    }

    private URI serve(Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions().setCompressionSupported(false);
        int port = await(vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("Nothing came within twenty seconds", late);
        }
    }

    /** Counts what it is given. */
    private static final class Reader implements BodyReader {

        private final AtomicLong read = new AtomicLong();
        private volatile boolean full;
        private volatile boolean closed;
        private volatile boolean ended;
        private volatile int largest;
        private volatile Runnable again = () -> {};
        private volatile @Nullable IOException fault;

        void makeRoom() {
            full = false;
            again.run();
        }

        @Override
        public void read(Buffer piece) throws IOException {
            IOException toThrow = fault;
            if (toThrow != null) {
                throw toThrow;
            }
            read.addAndGet(piece.length());
            largest = Math.max(largest, piece.length());
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public boolean full() {
            return full;
        }

        @Override
        public void whenRoom(Runnable again) {
            this.again = again;
        }

        @Override
        public boolean closed() {
            return closed;
        }
    }
}
