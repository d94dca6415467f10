package io.tallylight.sandbox.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.QuietStory;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules.Quirk;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SE-S1 to SE-S6, and the shapes of an empty answer. */
class ScaleEngineApiTest {

    private static final long NOW = 1_411_311_600;

    private Instant now = Instant.ofEpochSecond(NOW);
    private final ScaleEngineApi api =
            new ScaleEngineApi(() -> now, new QuietStory(), SignedCall.ACCOUNT, ScaleEngineRules.documented());

    @Test
    void answersARequestThatIsRight() {
        assertThat(ask(SignedCall.members(NOW, ",\"graph\":1")))
                .isEqualTo("{\"message\":\"No viewers found\",\"status\":\"success\",\"data\":[],"
                        + "\"handle_time\":\"0.0042 seconds\"}");
    }

    @Test
    void saysFailureWithHttp200() {
        Reply reply = api.answer(SignedCall.request("GET", "/stable/", ""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).hasToString("{\"message\":\"Invalid request\",\"status\":\"failure\"}");
    }

    @Test
    void isNowhereElse() {
        assertThat(api.answer(SignedCall.request("POST", "/dev/", "")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json=", "json=[]", "json=nope", "other={}"})
    void refusesWhatIsNoRequest(String body) {
        assertThat(api.answer(SignedCall.request("POST", "/stable/", body)).body())
                .hasToString("{\"message\":\"Invalid request\",\"status\":\"failure\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "cdn", "api_key", "timestamp", "app", "graph"})
    void namesTheFieldThatIsMissing(String field) {
        String without = SignedCall.members(NOW, ",\"graph\":1").replace("\"" + field + "\":", "\"x\":");

        assertThat(refusal(without)).isEqualTo("Missing required field: " + field);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer.log,   viewer.live, Unknown command",
        "APIKEY-TEST,  APIKEY,      Invalid API key",
        "158,          159,         Invalid API key",
        "1411311600,   1411311299,  Request expired",
        "1411311600,   1411311901,  Request expired",
        "1411311600,   true,        Invalid timestamp",
        "'\"graph\":1','\"graph\":0',     Invalid graph",
        "'\"graph\":1','\"graph\":5',     Invalid graph",
        "'\"graph\":1','\"graph\":\"1\"', Invalid graph",
        "'\"demo-origin\"', '[]',         Invalid app",
        "'\"demo-origin\"', '\"\"',       Invalid app",
        "'\"demo-origin\"', '[\"a\",1.5]', Invalid app",
    })
    void refusesWhatIsWrong(String right, String wrong, String message) {
        assertThat(refusal(SignedCall.members(NOW, ",\"graph\":1").replace(right, wrong)))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2014-09-21\"",
                "\"2014-02-30 15:00:00\"",
                "\"2014-09-21T15:00:00\"",
                "1411311600",
                "[\"2014-09-21 15:00:00\"]"
            })
    void refusesAStartTimeOfAnotherForm(String start) {
        assertThat(refusal(SignedCall.members(NOW, ",\"graph\":1,\"starttime\":" + start)))
                .isEqualTo("Invalid starttime");
    }

    @Test
    void refusesAUrlOfAnotherType() {
        assertThat(refusal(SignedCall.members(NOW, ",\"graph\":1,\"url\":7"))).isEqualTo("Invalid url");
        assertThat(refusal(SignedCall.members(NOW, ",\"graph\":1,\"url\":[\"a\",7]")))
                .isEqualTo("Invalid url");
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW - 300, NOW + 300})
    void acceptsATimestampOfFiveMinutesEitherWay(long timestamp) {
        assertThat(ask(SignedCall.members(timestamp, ",\"graph\":1"))).contains("success");
    }

    @Test
    void looksAtTheSignatureBeforeTheClock() {
        String signed = SignedCall.signed(SignedCall.members(0, ",\"graph\":1"));

        assertThat(body(signed.replace("viewer.log\"", "viewer.log\",\"x\":1"))).contains("Invalid signature");
        assertThat(body(signed)).contains("Request expired");
    }

    @Test
    void judgesATimestampByAClockThatIsWrong() {
        Duration wrong = Duration.ofMinutes(10);
        Request ours = SignedCall.post(SignedCall.signed(SignedCall.members(NOW, ",\"graph\":1")));
        Request theirs = SignedCall.post(SignedCall.signed(SignedCall.members(NOW + 600, ",\"graph\":1")));

        assertThat(api.answer(wrong(ours, wrong)).body().toString()).contains("Request expired");
        assertThat(api.answer(wrong(theirs, wrong)).body().toString()).contains("success");
    }

    private static Request wrong(Request it, Duration ahead) {
        return new Request(it.method(), it.path(), it.query(), it.headers(), it.body(), it.remoteHost(), ahead);
    }

    @Test
    void answersTheSameRequestOnlyOnce() {
        String signed = SignedCall.signed(SignedCall.members(NOW, ",\"graph\":1"));

        assertThat(body(signed)).contains("success");
        assertThat(body(signed)).contains("Request replayed");
        now = now.plusSeconds(300);
        assertThat(body(signed)).contains("Request replayed");
        now = now.plusSeconds(1);
        assertThat(body(signed)).contains("Request expired");
    }

    @Test
    void remembersASignatureThatIsAheadUntilItsOwnTimeIsOver() {
        String signed = SignedCall.signed(SignedCall.members(NOW + 300, ",\"graph\":1"));

        assertThat(body(signed)).contains("success");
        now = now.plusSeconds(600);
        assertThat(body(signed)).contains("Request replayed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMPTY_AS_OBJECT  | \"status\":\"success\",\"data\":{},",
                "EMPTY_AS_FALSE   | \"status\":\"success\",\"data\":false,",
                "EMPTY_AS_FAILURE | \"message\":\"No viewers found\",\"status\":\"failure\",\"handle_time\"",
            })
    void saysNothingInEveryWayThatPhpCan(Quirk quirk, String expected) {
        api.follow(ScaleEngineRules.documented().with(quirk));

        assertThat(ask(SignedCall.members(NOW, ",\"graph\":1"))).contains(expected);
    }

    private String refusal(String unsigned) {
        String body = ask(unsigned);
        assertThat(body).startsWith("{\"message\":\"").endsWith("\",\"status\":\"failure\"}");
        return body.substring("{\"message\":\"".length(), body.indexOf("\",\"status\""));
    }

    private String ask(String unsigned) {
        return body(SignedCall.signed(unsigned));
    }

    private String body(String signed) {
        return api.answer(SignedCall.post(signed)).body().toString();
    }
}
