package io.tallylight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.sandbox.Faults.Fault;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatorServerIT {

    private static final Instant NOW = Instant.parse("2026-11-02T03:04:05Z");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private SimulatorServer server;

    @BeforeEach
    void start() throws Exception {
        server = SimulatorServer.start(vertx, 0, () -> NOW, request -> {
                    if (request.path().equals("/broken")) {
                        throw new IllegalStateException("a rule of the test");
                    }
                    if (request.path().equals("/host")) {
                        return Reply.json(200, request.header("Host").orElse(""));
                    }
                    if (request.path().equals("/clock")) {
                        return Reply.json(200, request.shown(NOW).toString());
                    }
                    if (request.path().equals("/pieces")) {
                        Iterator<Buffer> more = Stream.of("b", "c")
                                .map(letter -> Buffer.buffer(letter.repeat(1000)))
                                .iterator();
                        return new Reply(200, Map.of(), Buffer.buffer("a".repeat(1000)), more);
                    }
                    return Reply.json(
                            200,
                            request.method() + " " + request.path() + "?" + request.query() + " "
                                    + request.header("X-Long").orElse("").length() + " " + request.text());
                })
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void handsTheRequestToTheRulesAsItCame() throws Exception {
        HttpResponse<String> answer = ask(post("/a%2Fb?x=%E4%BD%A0&y=", "{\"k\":\"直播\"}"));

        assertThat(answer.body()).isEqualTo("POST /a%2Fb?x=%E4%BD%A0&y= 0 {\"k\":\"直播\"}");
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void handsTheHostHeaderOnForSignaturesToBeCheckedBy() throws Exception {
        assertThat(ask(post("/host", "")).body()).isEqualTo(server.uri().getAuthority());
    }

    @Test
    void datesItsAnswersByTheSimulatedClock() throws Exception {
        assertThat(ask(post("/", "")).headers().firstValue("Date")).contains("Mon, 02 Nov 2026 03:04:05 GMT");
    }

    @Test
    void readsATokenOfHundredThousandCharacters() throws Exception {
        HttpRequest.Builder request = post("/", "").header("X-Long", "x".repeat(100_000));

        assertThat(ask(request).body()).isEqualTo("POST /? 100000 ");
    }

    @Test
    void refusesABodyThatNoProviderWouldRead() throws Exception {
        assertThat(ask(post("/", "x".repeat(1024 * 1024 + 1))).statusCode()).isEqualTo(413);
    }

    @Test
    void saysThatItBrokeWhenItsRulesThrow() throws Exception {
        HttpResponse<String> answer = ask(post("/broken", ""));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("a rule of the test");
    }

    @Test
    void strikesWithAStatusForTheCallsGivenAndThenRecovers() throws Exception {
        server.faults().strike(new Fault.Status(502, "text/html", "<h1>Bad Gateway</h1>"), 1);

        assertThat(ask(post("/", "")).statusCode()).isEqualTo(502);
        assertThat(ask(post("/", "")).statusCode()).isEqualTo(200);
        assertThat(server.calls()).isEqualTo(2);
    }

    @Test
    void throttlesWithRetryAfterOnlyWhereTold() throws Exception {
        server.faults().strike(new Fault.Throttled(429, "7"), 5, path -> path.equals("/hot"));

        assertThat(ask(post("/cold", "")).statusCode()).isEqualTo(200);
        HttpResponse<String> throttled = ask(post("/hot", ""));
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void cutsABodyInTheMiddle() {
        server.faults().strike(new Fault.CutBody());

        assertThatThrownBy(() -> ask(post("/", "a body"))).isInstanceOf(IOException.class);
    }

    @Test
    void hangsUntilTheClientGivesUp() {
        server.faults().strike(new Fault.Hang());

        assertThatThrownBy(() -> ask(post("/", "").timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void throttlesUntilADateWithAnyStatus() throws Exception {
        server.faults().strike(Fault.Throttled.untilDate(503, NOW.plusSeconds(30)));

        HttpResponse<String> throttled = ask(post("/", ""));

        assertThat(throttled.statusCode()).isEqualTo(503);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("Mon, 02 Nov 2026 03:04:35 GMT");
        assertThat(Fault.Throttled.inSeconds(503, Duration.ofMinutes(2)).retryAfter())
                .isEqualTo("120");
    }

    @Test
    void dripsTheRightAnswerOctetByOctet() throws Exception {
        server.faults().strike(new Fault.SlowDrip(Duration.ofMillis(20)));
        long began = System.nanoTime();

        HttpResponse<String> answer = ask(post("/", ""));

        assertThat(answer.body()).isEqualTo("POST /? 0 ");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(180));
    }

    @Test
    void writesABodyWithoutEndNoFasterThanItIsRead() throws Exception {
        server.faults().strike(new Fault.EndlessBody("[", ",1".repeat(1000)));

        try (InputStream body = client.send(post("/", "").build(), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            byte[] first = body.readNBytes(10_000_000);

            assertThat(first).hasSize(10_000_000).startsWith('[', ',', '1');
        }
        server.faults().lift();
        assertThat(ask(post("/", "")).statusCode()).isEqualTo(200); // it wrote into the void, and lives
    }

    @Test
    void showsAPageInPlaceOfTheAnswer() throws Exception {
        server.faults().strike(Faults.HTML_PAGE);

        HttpResponse<String> page = ask(post("/", ""));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void datesAndJudgesByAWrongClockWhileThatStands() throws Exception {
        server.faults().strike(new Fault.ClockOff(Duration.ofMinutes(-10)), 1);

        HttpResponse<String> wrong = ask(post("/clock", ""));
        HttpResponse<String> right = ask(post("/clock", ""));

        assertThat(wrong.headers().firstValue("Date")).contains("Mon, 02 Nov 2026 02:54:05 GMT");
        assertThat(wrong.body()).isEqualTo("2026-11-02T02:54:05Z");
        assertThat(right.body()).isEqualTo("2026-11-02T03:04:05Z");
    }

    @Test
    void answersInPiecesWhenTheRulesDo() throws Exception {
        HttpResponse<String> pieces = ask(post("/pieces", ""));

        assertThat(pieces.body()).isEqualTo("a".repeat(1000) + "b".repeat(1000) + "c".repeat(1000));
        assertThat(pieces.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void answersLateAndRight() throws Exception {
        server.faults().strike(new Fault.Latency(Duration.ofMillis(200)));
        long began = System.nanoTime();

        HttpResponse<String> answer = ask(post("/late", ""));

        assertThat(answer.body()).isEqualTo("POST /late?  ".replace("  ", " 0 "));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    private HttpRequest.Builder post(String pathAndQuery, String body) {
        return HttpRequest.newBuilder(server.uri().resolve(pathAndQuery))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
