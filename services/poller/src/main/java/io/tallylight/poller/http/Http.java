package io.tallylight.poller.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * HTTP to one provider. Every answer is a value, whatever its status; the future fails where there is none: no connection,
 * nothing for 30 seconds, a body that is cut or longer than the limit. Redirects are not followed, TLS is verified.
 */
public final class Http {

    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 32;
    private static final int MOST_WAITING = 1000;
    private static final int LARGEST_HEADER = 256 * 1024; // Huawei's tokens are up to 100 000 characters
    private static final long LARGEST_BODY = 1L << 30;

    private final WebClient client;
    private final Duration timeout;
    private final ProviderClock clock;
    private final long largestBody;

    public Http(Vertx vertx, InstantSource ours) {
        this(vertx, ours, LARGEST_BODY, TIMEOUT);
    }

    Http(Vertx vertx, InstantSource ours, long largestBody, Duration timeout) {
        this.client = WebClient.create(
                vertx,
                options(timeout),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
        this.timeout = timeout;
        this.clock = new ProviderClock(ours);
        this.largestBody = largestBody;
    }

    /** The provider's time, learnt from its answers. */
    public ProviderClock clock() {
        return clock;
    }

    /** One request. The URI is sent as it is, so that what was signed is what travels. */
    public Future<Reply> send(HttpMethod method, URI uri, Map<String, String> headers, Buffer body) {
        HttpRequest<Buffer> request = client.requestAbs(method, uri.toString()).timeout(timeout.toMillis());
        headers.forEach(request::putHeader);
        CappedBody capped = new CappedBody(largestBody);
        Future<HttpResponse<Void>> sent = request.as(BodyCodec.pipe(capped)).sendBuffer(body);
        return sent.map(response -> reply(response, capped.buffer()));
    }

    public Future<Reply> get(URI uri, Map<String, String> headers) {
        return send(HttpMethod.GET, uri, headers, Buffer.buffer());
    }

    public Future<Reply> post(URI uri, Map<String, String> headers, Buffer body) {
        return send(HttpMethod.POST, uri, headers, body);
    }

    private Reply reply(HttpResponse<Void> response, Buffer body) {
        MultiMap headers = response.headers();
        clock.learn(headers);
        return new Reply(response.statusCode(), headers, body, retryAfter(headers));
    }

    private Optional<Duration> retryAfter(MultiMap headers) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return Optional.empty();
        }
        if (value.strip().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
        }
        return HttpDate.parse(value)
                .map(until -> Duration.between(clock.instant(), until))
                .map(rest -> rest.isNegative() ? Duration.ZERO : rest);
    }

    private static WebClientOptions options(Duration timeout) {
        WebClientOptions options =
                new WebClientOptions().setUserAgent("Tallylight").setFollowRedirects(false);
        options.setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout((int) timeout.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(true)
                .setMaxHeaderSize(LARGEST_HEADER)
                .setKeepAliveTimeout(30);
        return options;
    }
}
