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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on loopback. */
class HttpTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final long LIMIT = 10_000;
    private static final HttpLimits LIMITS =
            new HttpLimits(LIMIT, 50_000_000, Duration.ofSeconds(20), 100, Duration.ofMinutes(1));
    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http(vertx, () -> NOW, LIMITS);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 401, 404, 429, 500, 503})
    void takesEveryStatusForAnAnswer(int status) {
        assertThat(get(request -> request.response().setStatusCode(status).end())
                        .status())
                .isEqualTo(status);
    }

    @Test
    void sendsMethodHeadersAndBodyAsTheyAre() {
        URI uri = serve(request -> request.body()
                .onSuccess(body -> request.response()
                        .end(request.method() + " " + request.uri() + " " + request.getHeader("X-Sign") + " " + body)));

        Reply reply = await(http.send(
                HttpMethod.POST, uri.resolve("/a%2Fb?x=%7e&y=+"), Map.of("X-Sign", "s"), Buffer.buffer("{}")));

        assertThat(reply.text()).isEqualTo("POST /a%2Fb?x=%7e&y=+ s {}");
        assertThat(reply.successful()).isTrue();
    }

    @Test
    void readsRetryAfterInSeconds() {
        assertThat(retryAfter("30")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void readsRetryAfterAsADate() {
        assertThat(retryAfter("Mon, 23 Nov 2026 10:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void takesARetryAfterThatIsPastForNow() {
        assertThat(retryAfter("Mon, 23 Nov 2026 09:00:00 GMT")).isEqualTo(Duration.ZERO);
    }

    @Test
    void readsRetryAfterByTheProvidersClock() {
        Reply reply = get(request -> request.response()
                .putHeader("Date", "Mon, 23 Nov 2026 10:10:00 GMT")
                .putHeader("Retry-After", "Mon, 23 Nov 2026 10:10:20 GMT")
                .setStatusCode(503)
                .end());

        assertThat(reply.retryAfter()).contains(Duration.ofSeconds(20));
    }

    @Test
    void ignoresARetryAfterThatNobodyCanRead() {
        assertThat(get(request -> request.response()
                                .putHeader("Retry-After", "soon")
                                .end())
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void learnsTheProvidersClock() {
        var unused = get(request -> request.response()
                .putHeader("Date", "Mon, 23 Nov 2026 10:10:00 GMT")
                .end());

        assertThat(http.clock().instant()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(unused.status()).isEqualTo(200);
    }

    @Test
    void takesTwoSecondsForNoOffset() {
        assertThat(offsetAfter("Mon, 23 Nov 2026 10:10:00 GMT")).isEqualTo(Duration.ofMinutes(10));
        assertThat(offsetAfter("Mon, 23 Nov 2026 10:00:02 GMT")).isEqualTo(Duration.ZERO);
    }

    @Test
    void learnsNothingFromADateThatNobodyCanRead() {
        assertThat(offsetAfter("Mon, 23 Nov 2026 10:10:00 GMT")).isEqualTo(Duration.ofMinutes(10));
        assertThat(offsetAfter("today")).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void failsWhereTheBodyIsCut() {
        assertThatThrownBy(() -> get(request -> request.response()
                        .putHeader("Content-Length", "100")
                        .write("half")
                        .onComplete(written -> request.connection().close())))
                .isNotNull();
    }

    @Test
    void failsWhereNobodyAnswers() {
        assertThatThrownBy(() -> await(impatient().get(serve(request -> {}), Map.of())))
                .hasMessageContaining("Nothing came for PT0.6S");
    }

    @Test
    void failsWhereTheBodyStops() {
        URI uri = serve(
                request -> request.response().putHeader("Content-Length", "100").write("half"));

        assertThatThrownBy(() -> await(impatient().get(uri, Map.of()))).isNotInstanceOf(AssertionError.class);
    }

    @Test
    void failsWhereTheBodyOnlyTrickles() {
        URI uri = serve(request -> {
            request.response().setChunked(true);
            vertx.setPeriodic(50, timer -> request.response().write("x").onFailure(gone -> vertx.cancelTimer(timer)));
        });

        assertThatThrownBy(() -> await(impatient().get(uri, Map.of()))).hasMessageContaining("bytes came in PT0.6S");
    }

    private Http impatient() {
        return new Http(
                vertx,
                () -> NOW,
                new HttpLimits(LIMIT, 50_000_000, Duration.ofMillis(600), 100, Duration.ofMinutes(1)));
    }

    @Test
    void failsWhereNobodyListens() {
        assertThatThrownBy(() -> await(http.get(URI.create("http://127.0.0.1:1/"), Map.of())))
                .isNotNull();
    }

    @Test
    void takesABodyUpToTheLimitAndNotOneByteMore() {
        assertThat(get(request -> request.response().end("x".repeat((int) LIMIT)))
                        .body()
                        .length())
                .isEqualTo((int) LIMIT);
        assertThatThrownBy(() -> get(request -> request.response().end("x".repeat((int) LIMIT + 1))))
                .hasMessageContaining("longer than 10000 bytes");
    }

    @Test
    void failsOnABodyWithoutEnd() {
        assertThatThrownBy(() -> get(request -> {
                    request.response().setChunked(true);
                    vertx.setPeriodic(
                            1,
                            timer -> request.response()
                                    .write("x".repeat(1000))
                                    .onFailure(gone -> vertx.cancelTimer(timer)));
                }))
                .hasMessageContaining("longer than 10000 bytes");
    }

    @Test
    void limitsWhatACompressedBodyUnfoldsTo() {
        assertThat(get(request -> request.response().end("x".repeat(5000))).text())
                .hasSize(5000);
        assertThatThrownBy(() -> get(request -> request.response().end("x".repeat(1_000_000))))
                .hasMessageContaining("longer than 10000 bytes");
    }

    @Test
    void followsNoRedirect() {
        AtomicInteger calls = new AtomicInteger();

        Reply reply = get(request -> {
            calls.incrementAndGet();
            request.response()
                    .setStatusCode(302)
                    .putHeader("Location", "/elsewhere")
                    .end();
        });

        assertThat(reply.status()).isEqualTo(302);
        assertThat(calls).hasValue(1);
    }

    private Duration retryAfter(String header) {
        return get(request -> request.response()
                        .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atZone(ZoneOffset.UTC)))
                        .putHeader("Retry-After", header)
                        .setStatusCode(429)
                        .end())
                .retryAfter()
                .orElseThrow();
    }

    private Duration offsetAfter(String date) {
        assertThat(get(request -> request.response().putHeader("Date", date).end())
                        .status())
                .isEqualTo(200);
        return http.clock().offset();
    }

    private Reply get(Handler<HttpServerRequest> server) {
        return await(http.get(serve(server), Map.of()));
    }

    private URI serve(Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions().setCompressionSupported(true);
        int port = await(vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("Nothing came within half a minute", late);
        }
    }
}
