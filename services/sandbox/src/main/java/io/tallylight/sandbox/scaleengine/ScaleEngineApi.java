package io.tallylight.sandbox.scaleengine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.tallylight.sandbox.Story;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** From request to reply, without a server. Whatever is wrong is HTTP 200 with {@code "status":"failure"}. */
final class ScaleEngineApi {

    static final String PATH = "/stable/";
    private static final List<String> REQUIRED = List.of("command", "cdn", "api_key", "timestamp", "app", "graph");

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Story story;
    private final Accounts.ScaleEngine account;
    private final InstantSource clock;
    private final ReplayGuard replays = new ReplayGuard();
    private volatile ScaleEngineRules rules;

    ScaleEngineApi(InstantSource clock, Story story, Accounts.ScaleEngine account, ScaleEngineRules rules) {
        this.story = story;
        this.account = account;
        this.rules = rules;
        this.clock = clock;
    }

    void follow(ScaleEngineRules other) {
        rules = other;
    }

    Reply answer(Request request) {
        if (!request.path().equals(PATH)) {
            return Reply.of(404, "text/html", "<h1>Not Found</h1>");
        }
        Optional<String> text = request.method().equals("POST")
                ? FormField.json(
                        request.header("Content-Type").orElse(""),
                        request.body().getBytes())
                : Optional.empty();
        return text.flatMap(field -> PhpJson.decode(field).map(object -> answer(request, field, object)))
                .orElseGet(() -> failure("Invalid request"));
    }

    private Reply answer(Request http, String text, ObjectNode request) {
        Instant now = clock.instant();
        ScaleEngineRules rulesNow = rules;
        return first(
                        () -> missing(request),
                        () -> when(!request.path("command").asText().equals("viewer.log"), "Unknown command"),
                        () -> when(!isKnown(request), "Invalid API key"),
                        () -> when(
                                !ScaleEngineSignature.verifies(
                                        rulesNow.signatureMode(), text, request, account.secretKey()),
                                "Invalid signature"),
                        () -> late(request, rulesNow.timestampWindow(), http.shown(now)),
                        () -> ViewerLogQuery.fault(request))
                .map(ScaleEngineApi::failure)
                .orElseGet(() -> rows(request, rulesNow, now));
    }

    private Reply rows(ObjectNode request, ScaleEngineRules rulesNow, Instant now) {
        ViewerLogQuery query = ViewerLogQuery.of(request, rulesNow.apps(), rulesNow.zone());
        ViewerLog log = new ViewerLog(story, rulesNow, now);
        ViewerLogAnswer answer = new ViewerLogAnswer(rulesNow, log.rows(query));
        return new Reply(200, JSON, answer.next(), answer);
    }

    private boolean isKnown(ObjectNode request) {
        return account.apiKey().equals(request.path("api_key").textValue())
                && request.path("cdn").isInt()
                && request.path("cdn").intValue() == account.cdn();
    }

    /** Only what its owner signed in time is remembered, so that nobody else can use up a signature. */
    private Optional<String> late(ObjectNode request, Duration window, Instant now) {
        if (!request.path("timestamp").canConvertToLong()
                || !request.path("timestamp").isIntegralNumber()) {
            return Optional.of("Invalid timestamp");
        }
        long seconds = request.path("timestamp").longValue();
        if (Math.abs(now.getEpochSecond() - seconds) > window.toSeconds()) {
            return Optional.of("Request expired");
        }
        boolean isFirst = replays.isFirst(
                request.path("api_key").asText(),
                request.path("signature").asText(),
                Instant.ofEpochSecond(seconds).plus(window).plusSeconds(1),
                now);
        return when(!isFirst, "Request replayed");
    }

    private static Optional<String> missing(ObjectNode request) {
        return REQUIRED.stream()
                .filter(field -> !request.hasNonNull(field))
                .findFirst()
                .map(field -> "Missing required field: " + field);
    }

    @SafeVarargs
    private static Optional<String> first(Supplier<Optional<String>>... checks) {
        return Stream.of(checks).flatMap(check -> check.get().stream()).findFirst();
    }

    private static Optional<String> when(boolean wrong, String message) {
        return wrong ? Optional.of(message) : Optional.empty();
    }

    private static Reply failure(String message) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("message", message).put("status", "failure");
        return success(Buffer.buffer(body.toString()));
    }

    /** HTTP says 200 whatever the body says (an assumption: the document is silent). */
    private static Reply success(Buffer body) {
        return new Reply(200, JSON, body);
    }
}
