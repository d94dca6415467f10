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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The operator's door: {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /info} and what a service
 * adds. A check is a sentence of what is waited for, or empty when all is well. Only GET is answered.
 */
public final class Ops {

    private static final String JSON = "application/json";
    private final ObjectMapper mapper = new ObjectMapper();
    private final PrometheusMeterRegistry meters;
    private final Map<String, Supplier<?>> pages = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentSkipListMap<>();
    private final Map<String, String> dead = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    Ops(Vertx vertx, PrometheusMeterRegistry meters, Map<String, String> info) {
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
            request.response().setStatusCode(405).putHeader("Allow", "GET").end();
            return;
        }
        switch (request.path()) {
            case "/health/live" -> health(request, dead.isEmpty(), dead);
            case "/health/ready" -> health(request, ready(), waiting);
            case "/metrics" -> reply(request, 200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape());
            default -> page(request);
        }
    }

    private void page(HttpServerRequest request) {
        Supplier<?> page = pages.get(request.path());
        if (page == null) {
            reply(
                    request,
                    404,
                    JSON,
                    "{\"error\":\"no such page; try /health/live, /health/ready, /metrics or /info\"}");
        } else {
            reply(request, 200, JSON, json(page.get()));
        }
    }

    private void health(HttpServerRequest request, boolean well, Map<String, String> why) {
        Map<String, Object> body = Map.of("status", well ? "UP" : "DOWN", "waitingFor", List.copyOf(why.values()));
        reply(request, well ? 200 : 503, JSON, json(body));
    }

    private static void reply(HttpServerRequest request, int status, String type, String body) {
        request.response().setStatusCode(status).putHeader("Content-Type", type).end(body);
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A page cannot be written as JSON", impossible);
        }
    }
}
