package io.tallylight.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's door: {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /info} and what a service
 * adds. A check is a sentence of what is waited for, or empty when all is well. Only GET
 * without a body is answered.
 */
public final class Ops {

    private record Health(String status, List<String> waitingFor) {}

    private record Content(int status, String type, String text) {}

    private static final Logger log = LoggerFactory.getLogger(Ops.class);
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Map<String, Supplier<?>> pages = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentSkipListMap<>();
    private final Map<String, String> dead = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    Ops(Vertx vertx, PrometheusMeterRegistry meters, Map<String, String> info) {
        this.vertx = vertx;
        this.meters = meters;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(2048)
                        .setMaxHeaderSize(8192)
                        .setIdleTimeout(30))
                .requestHandler(this::answer);
        page("/info", () -> info);
    }

    Future<Integer> listen(String host, int port) {
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    Future<Void> close() {
        return server.shutdown(2, TimeUnit.SECONDS);
    }

    /** Serves {@code page} as JSON at {@code path}; it is called on an event loop and must not block. */
    public void page(String path, Supplier<?> page) {
        pages.put(path, page);
    }

    /** The service is not ready while anything is waited for; an empty sentence ends the wait. */
    public void waitingFor(String what, String sentence) {
        tell(waiting, what, sentence);
    }

    /** The process is beyond recovery and wants to be restarted; an empty sentence takes that back. */
    public void brokenBy(String what, String sentence) {
        tell(dead, what, sentence);
    }

    public boolean ready() {
        return waiting.isEmpty() && dead.isEmpty();
    }

    /** What is waited for, in words. */
    public List<String> waiting() {
        return List.copyOf(waiting.values());
    }

    private static void tell(Map<String, String> board, String what, String sentence) {
        if (sentence.isEmpty()) {
            board.remove(what);
        } else {
            board.put(what, sentence);
        }
    }

    private void answer(HttpServerRequest request) {
        if (!HttpMethod.GET.equals(request.method())) {
            request.response().putHeader("Allow", "GET");
            refuse(request, 405, "only GET is answered");
        } else if (hasBody(request)) {
            refuse(request, 413, "no body is read");
        } else {
            Future.succeededFuture(request) // a page that throws becomes a failed future here
                    .compose(this::content)
                    .onSuccess(content -> reply(request, content))
                    .onFailure(fault -> failed(request, fault));
        }
    }

    private Future<Content> content(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return switch (path) {
            case "/health/live" -> Future.succeededFuture(health(dead.values()));
            case "/health/ready" -> Future.succeededFuture(health(unready()));
            case "/metrics" -> vertx.executeBlocking(() -> new Content(200, PROMETHEUS, meters.scrape()), false);
            default -> Future.succeededFuture(page(path));
        };
    }

    private Content page(String path) {
        Supplier<?> page = pages.get(path);
        return page == null
                ? error(404, "no such page; try /health/live, /health/ready, /metrics or /info")
                : new Content(200, JSON, json(page.get()));
    }

    private Collection<String> unready() {
        return Stream.concat(dead.values().stream(), waiting.values().stream()).toList();
    }

    private Content health(Collection<String> why) {
        boolean well = why.isEmpty();
        return new Content(well ? 200 : 503, JSON, json(new Health(well ? "UP" : "DOWN", List.copyOf(why))));
    }

    /** What is wrong with a page is for the log: it may hold anything. */
    private void failed(HttpServerRequest request, Throwable fault) {
        log.error("The page {} failed", request.path(), fault);
        reply(request, error(500, "the page failed; the log says why"));
    }

    /** Closes the connection, so that nobody has to read the rest of the request. */
    private void refuse(HttpServerRequest request, int status, String why) {
        request.response().putHeader("Connection", "close");
        reply(request, error(status, why))
                .onComplete(done -> request.connection().close());
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }

    private static Future<Void> reply(HttpServerRequest request, Content content) {
        return request.response()
                .setStatusCode(content.status())
                .putHeader("Content-Type", content.type())
                .end(content.text());
    }

    private Content error(int status, String why) {
        return new Content(status, JSON, json(Map.of("error", why)));
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A page cannot be written as JSON", impossible);
        }
    }
}
