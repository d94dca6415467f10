package io.tallylight.sandbox.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.QuietStory;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScaleEngineSimulatorIT {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:30Z");

    private final Vertx vertx = Vertx.vertx();
    private ScaleEngineSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ScaleEngineSimulator.start(
                        vertx, 0, () -> NOW, new QuietStory(), SignedCall.ACCOUNT, ScaleEngineRules.documented())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void answersBothKindsOfForm() throws Exception {
        String multipart =
                "--x\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n" + request(1) + "\r\n--x--\r\n";

        assertThat(post("multipart/form-data; boundary=x", multipart).body()).contains("\"status\":\"success\"");
        assertThat(post("application/x-www-form-urlencoded", SignedCall.form(request(2)))
                        .body())
                .contains("\"status\":\"success\"");
        assertThat(simulator.calls()).isEqualTo(2);
        assertThat(simulator.provider()).isEqualTo("scaleengine");
    }

    @Test
    void isBehindABadGatewayWhenToldSo() throws Exception {
        simulator.faults().strike(ScaleEngineSimulator.BAD_GATEWAY, 1);

        HttpResponse<String> down = post("application/x-www-form-urlencoded", SignedCall.form(request(1)));
        HttpResponse<String> up = post("application/x-www-form-urlencoded", SignedCall.form(request(1)));

        assertThat(down.statusCode()).isEqualTo(502);
        assertThat(down.body()).contains("<html>");
        assertThat(up.body()).contains("\"status\":\"success\""); // the proxy's refusal used up no signature
    }

    @Test
    void followsOtherRulesFromTheNextCallOn() throws Exception {
        simulator.follow(ScaleEngineRules.documented().with(ScaleEngineRules.Quirk.EMPTY_AS_FAILURE));

        assertThat(post("application/x-www-form-urlencoded", SignedCall.form(request(1)))
                        .body())
                .contains("\"status\":\"failure\"");
    }

    private static String request(int graph) {
        return SignedCall.signed(SignedCall.members(NOW.getEpochSecond(), ",\"graph\":" + graph));
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(simulator.api())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
