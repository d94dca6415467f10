package io.tallylight.sandbox.polyv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.QuietStory;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolyvSimulatorIT {

    private static final Instant NOW = Instant.ofEpochMilli(1_530_892_800_000L);
    private static final String QUERY = SignedQuery.signed("end=2018-07-06&ptime=1530892800000&start=2018-07-06");

    private final Vertx vertx = Vertx.vertx();
    private PolyvSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = PolyvSimulator.start(
                        vertx, 0, () -> NOW, new QuietStory(), SignedQuery.ACCOUNT, PolyvRules.documented())
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
        HttpResponse<String> answer = get("/v2/hourly/user-1?" + QUERY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"code\":200").contains("\"currentHour\":23");
        assertThat(answer.headers().firstValue("Date")).contains("Fri, 06 Jul 2018 16:00:00 GMT");
        assertThat(simulator.calls()).isEqualTo(1);
        assertThat(simulator.provider()).isEqualTo("polyv");
    }

    @Test
    void failsAQueryWhenToldSo() throws Exception {
        simulator.faults().strike(PolyvSimulator.queryFailed(PolyvRules.documented()), 1);

        HttpResponse<String> failed = get("/v2/hourly/user-1?" + QUERY);

        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.body())
                .isEqualTo("{\"code\":500,\"status\":\"error\",\"message\":\"query failed.\",\"data\":\"\"}");
        assertThat(get("/v2/hourly/user-1?" + QUERY).body()).startsWith("{\"code\":200");
    }

    @Test
    void followsOtherRulesFromTheNextCallOn() throws Exception {
        simulator.follow(PolyvRules.documented().callLimit(0));

        assertThat(get("/v2/hourly/user-1?" + QUERY).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> get(String pathAndQuery) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(simulator.api().resolve(pathAndQuery)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
