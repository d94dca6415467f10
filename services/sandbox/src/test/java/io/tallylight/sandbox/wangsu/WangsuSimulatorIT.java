package io.tallylight.sandbox.wangsu;

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

class WangsuSimulatorIT {

    private static final Instant NOW = Instant.parse("2021-08-12T04:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private WangsuSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = WangsuSimulator.start(
                        vertx, 0, () -> NOW, new QuietStory(), SignedReport.ACCOUNT, SignedReport.RULES)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void answersOverHttp() throws Exception {
        HttpResponse<String> answer = post();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"code\":\"0\"");
        assertThat(simulator.calls()).isEqualTo(1);
        assertThat(simulator.provider()).isEqualTo("wangsu");
    }

    @Test
    void failsInsideWhenToldSo() throws Exception {
        simulator.faults().strike(WangsuSimulator.internalError(), 1);

        HttpResponse<String> failed = post();

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body())
                .isEqualTo("{\"code\":\"24102500\",\"message\":"
                        + "\"We encountered an internal error. Please try again.\"}");
        assertThat(post().statusCode()).isEqualTo(200);
    }

    @Test
    void followsOtherRulesFromTheNextCallOn() throws Exception {
        simulator.follow(SignedReport.RULES.callLimit(0));

        assertThat(post().statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> post() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        simulator.api().resolve("/api/report/domain/stream/duration"))
                .POST(BodyPublishers.ofString("{\"domainStream\":[{\"domain\":\"push.a.example.com\"}]}"));
        SignedReport.headers(NOW).forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
