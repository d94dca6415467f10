package io.tallylight.poller.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP to one provider. Every answer is a value, whatever its status; the future fails where there is none: no connection,
 * nothing or next to nothing for 30 seconds, ten minutes of reading, a body that is cut or longer than the limit. Redirects
 * are not followed, TLS is verified.
 */
public final class Http {

    private static final int CONNECT_MILLIS = 10_000;

    /** Four in flight for each of 256 accounts: those of a provider that hangs must not keep others from a connection. */
    private static final int MOST_CONNECTIONS = 1024;

    private static final int MOST_WAITING = 1000;
    private static final int LARGEST_HEADER = 256 * 1024; // Huawei's tokens are up to 100 000 characters
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpClient client;
    private final HttpLimits limits;
    private final ProviderClock clock;

    public Http(Vertx vertx, InstantSource ours) {
        this(vertx, ours, HttpLimits.DEFAULT);
    }

    Http(Vertx vertx, InstantSource ours, HttpLimits limits) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                options(), new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
        this.limits = limits;
        this.clock = new ProviderClock(ours);
    }

    /** The provider's time, learnt from its answers. */
    public ProviderClock clock() {
        return clock;
    }

    /** One request. The URI is sent as it is, so that what was signed is what travels. */
    public Future<Reply> send(HttpMethod method, URI uri, Map<String, String> headers, Buffer body) {
        WholeBody whole = new WholeBody();
        return exchange(method, uri, headers, body, whole, limits.buffered())
                .map(reply -> reply.successful() ? reply.with(whole.buffer()) : reply);
    }

    /**
     * The same for an answer that can be long: the body of a success goes to {@code reader} while it comes, and is empty in
     * the reply. That of any other status is in the reply.
     */
    public Future<Reply> stream(
            HttpMethod method, URI uri, Map<String, String> headers, Buffer body, BodyReader reader) {
        return exchange(method, uri, headers, body, reader, limits.streamed());
    }

    public Future<Reply> get(URI uri, Map<String, String> headers) {
        return send(HttpMethod.GET, uri, headers, Buffer.buffer());
    }

    public Future<Reply> post(URI uri, Map<String, String> headers, Buffer body) {
        return send(HttpMethod.POST, uri, headers, body);
    }

    static boolean successful(int status) {
        return status >= 200 && status < 300;
    }

    private Future<Reply> exchange(
            HttpMethod method, URI uri, Map<String, String> headers, Buffer body, BodyReader reader, long longest) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri.toString())
                .putHeader("User-Agent", "Tallylight");
        headers.forEach(request::putHeader);
        Exchange exchange = new Exchange(vertx, limits, reader, longest, head -> clock.learn(head.headers()));
        return exchange.run(client, request, body).map(head -> reply(head, exchange.otherBody()));
    }

    private Reply reply(HttpClientResponse head, Buffer body) {
        return new Reply(head.statusCode(), head.headers(), body, retryAfter(head.headers()));
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

    /** No idle timeout of the client's own: it would also strike while we do not read. */
    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setDecompressionSupported(true)
                .setMaxHeaderSize(LARGEST_HEADER)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    }
}
