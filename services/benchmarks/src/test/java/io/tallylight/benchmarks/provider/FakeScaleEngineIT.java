package io.tallylight.benchmarks.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class FakeScaleEngineIT {

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final InstantSource real = () -> now;
    private final VirtualClock clock = new VirtualClock(real, 60);
    private final Truth truth = new Truth(clock, now.toEpochMilli(), 100, 10, true);

    @Test
    void answersWhatIsTrueAtItsOwnTime_inOrder() throws IOException, InterruptedException {
        now = now.plusSeconds(3);
        try (FakeScaleEngine provider = FakeScaleEngine.start(truth, real)) {
            HttpResponse<String> answer = ask(provider, 1, "2026-11-23 10:01:00");

            JsonNode rows = new ObjectMapper().readTree(answer.body()).get("data");
            assertThat(answer.headers().firstValue("Date")).contains("Mon, 23 Nov 2026 10:03:00 GMT");
            assertThat(rows).hasSize(10 + 8); // of window 2 those that are late do not show yet
            assertThat(rows.get(0).get("time").asText()).isEqualTo("2026-11-23 10:01:00");
            assertThat(rows.get(17).get("time").asText()).isEqualTo("2026-11-23 10:02:00");
            int restated = truth.average(1, 7, 1); // (7 * 7 + 3) % 10 is 2
            assertThat(rows.get(7).get("viewer_count_avg").asInt()).isEqualTo(restated);
            assertThat(rows.get(7).get("viewer_count_min").asInt()).isEqualTo(restated - 9);
            assertThat(rows.get(7).get("viewer_count_sum").asInt()).isEqualTo(restated + 100_000);
        }
    }

    @Test
    void showsSixHoursToGraphOne() throws IOException, InterruptedException {
        Truth long7 = new Truth(clock, now.minus(Duration.ofHours(7)).toEpochMilli(), 420, 1, false);
        try (FakeScaleEngine provider = FakeScaleEngine.start(long7, real)) {
            assertThat(rows(ask(provider, 1, "2026-11-23 03:00:00"))).isEqualTo(361); // both ends
            assertThat(rows(ask(provider, 2, "2026-11-23 03:00:00"))).isEqualTo(420);
        }
    }

    @Test
    void remembersWhoAskedWhen() throws IOException, InterruptedException {
        try (FakeScaleEngine provider = FakeScaleEngine.start(truth, real)) {
            ask(provider, 1, "2026-11-23 10:00:00");

            assertThat(provider.requests().first("/one/", now.toEpochMilli())).hasValue(now.toEpochMilli());
            assertThat(provider.requests().first("/other/", 0)).isEmpty();
            assertThat(provider.requests().latest()).isEqualTo("/one/");
        }
    }

    private static int rows(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body()).get("data").size();
    }

    private static HttpResponse<String> ask(FakeScaleEngine provider, int graph, String start)
            throws IOException, InterruptedException {
        String json = "{\"graph\":" + graph + ",\"starttime\":\"" + start + "\"}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(provider.uri("/one/"))
                                .POST(HttpRequest.BodyPublishers.ofString("json=" + json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
