package io.tallylight.poller.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP to one provider. Every answer is a value, whatever its status; the future fails where there is none: no connection,
 * nothing or next to nothing for 30 seconds, ten minutes of reading, a body that is cut or longer than the limit. Redirects
 * are not followed, TLS is verified.
 */
public final class Http {

    private static final String AGENT = "Tallylight";
    private static final int CONNECT_MILLIS = 10_000;

    /** Four in flight for each of 256 accounts: those of a provider that hangs must not keep others from a connection. */
    private static final int MOST_CONNECTIONS = 1024;

    private static final int MOST_WAITING = 1000;
    private static final int LARGEST_HEADER = 256 * 1024; // Huawei's tokens are up to 100 000 characters
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpClient client;
    private final WebClient web;
    private final HttpLimits limits;
    private final ProviderClock clock;

    public Http(Vertx vertx, InstantSource ours) {
        this(vertx, ours, HttpLimits.DEFAULT);
    }

    Http(Vertx vertx, InstantSource ours, HttpLimits limits) {
        this.vertx = vertx;
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING);
        this.client = vertx.createHttpClient(options(new HttpClientOptions()), pool);
        WebClientOptions whole = new WebClientOptions().setUserAgent(AGENT).setFollowRedirects(false);
        whole.setIdleTimeout((int) limits.silence().toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        this.web = WebClient.create(vertx, options(whole), pool);
        this.limits = limits;
        this.clock = new ProviderClock(ours);
    }

    /** The provider's time, learnt from its answers. */
    public ProviderClock clock() {
        return clock;
    }

    /** One request. The URI is sent as it is, so that what was signed is what travels. */
    public Future<Reply> send(HttpMethod method, URI uri, Map<String, String> headers, Buffer body) {
        PipedBody whole = new PipedBody(limits);
        HttpRequest<Buffer> request =
                web.requestAbs(method, uri.toString()).timeout(limits.silence().toMillis());
        headers.forEach(request::putHeader);
        return request.as(BodyCodec.pipe(whole))
                .sendBuffer(body)
                .map(response -> reply(response.statusCode(), response.headers(), whole.buffer()))
                .recover(this::inWords);
    }

    /**
     * The same for an answer that can be long: the body of a success goes to {@code reader} while it comes, and is empty in
     * the reply. That of any other status is in the reply. It is the core client's exchange, because an idle timeout would also
     * strike while we do not read.
     */
    public Future<Reply> stream(
            HttpMethod method, URI uri, Map<String, String> headers, Buffer body, BodyReader reader) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri.toString())
                .putHeader("User-Agent", AGENT);
        headers.forEach(request::putHeader);
        Exchange exchange = new Exchange(vertx, limits, reader, head -> clock.learn(head.headers()));
        return exchange.run(client, request, body)
                .map(head -> reply(head.statusCode(), head.headers(), exchange.otherBody()));
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

    private Reply reply(int status, MultiMap headers, Buffer body) {
        clock.learn(headers);
        return new Reply(status, headers, body, retryAfter(headers));
    }

    private Future<Reply> inWords(Throwable fault) {
        return Future.failedFuture(
                fault instanceof TimeoutException ? new IOException("Nothing came for " + limits.silence()) : fault);
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

    private static <O extends HttpClientOptions> O options(O options) {
        options.setConnectTimeout(CONNECT_MILLIS)
                .setDecompressionSupported(true)
                .setMaxHeaderSize(LARGEST_HEADER)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
        return options;
    }
}
