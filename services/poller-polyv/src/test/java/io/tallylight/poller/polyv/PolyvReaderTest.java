package io.tallylight.poller.polyv;

import static io.tallylight.poller.polyv.Fixtures.local;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.http.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolyvReaderTest {

    private static final Instant NOW = local("2026-11-23T12:00:00");
    private static final Duration BLOCK = Duration.ofMinutes(5);
    private final PolyvReader reader = new PolyvReader(BLOCK);
    private Account account;

    @BeforeEach
    void readSecrets(@TempDir Path secrets) throws IOException {
        account = Fixtures.account(secrets);
        account.secret("secret-key");
    }

    @Test
    void givesTheHoursOfASuccess() {
        assertThat(rows(read(200, Fixtures.text("answers/document-example.json"))))
                .isEqualTo(13);
    }

    @Test
    void believesTheBodyAndNotTheStatus() {
        assertThat(rows(read(500, Fixtures.text("answers/document-example.json"))))
                .isEqualTo(13);
        assertThat(kind(read(401, failure(401, "start and end illegal.")))).isEqualTo("Refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200}",
                "{\"code\":200,\"data\":null}",
                "{\"code\":\"200\",\"data\":\"\"}",
                "{\"code\":200,\"data\":[]}"
            })
    void readsEveryFormOfNothing(String body) {
        assertThat(rows(read(200, body))).isZero();
    }

    @Test
    void findsDataThatAreNoHours() {
        assertThat(kind(read(200, "{\"code\":200,\"data\":{}}"))).isEqualTo("Broken");
    }

    /** The account is asked again at once if the request was signed by a wrong clock, and rests if it was not. */
    @ParameterizedTest
    @CsvSource({"PT1H,Broken", "PT-1H,Broken", "PT1M,Broken", "PT59S,Denied", "PT-1S,Denied", "PT0S,Denied"})
    void judgesAComplaintOfTheClockByHowFarItWasCorrectedSince(Duration corrected, String expected) {
        String tooOld = Fixtures.text("answers/document-failure.json");

        assertThat(kind(read(200, tooOld, corrected))).isEqualTo(expected);
        assertThat(kind(read(200, failure(400, "ptime is illegal"), corrected))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400,sign can not be empty.,Denied",
        "400,the sign is not right.,Denied",
        "400,The sign is not right,Denied",
        "400,Could not find user by userid.,Denied",
        "400,something new,Refused",
        "401,start and end illegal.,Refused",
        "500,query failed.,Broken",
        "777,what is this,Broken"
    })
    void sortsAFailureByItsCodeAndMessage(int code, String message, String expected) {
        assertThat(kind(read(200, failure(code, message)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "200,Throttled",
        "403,Throttled",
        "429,Throttled",
        "401,Denied",
        "404,Refused",
        "408,Broken",
        "500,Broken",
        "502,Broken"
    })
    void goesByTheStatusWhereTheBodyIsNoAnswer(int status, String expected) {
        assertThat(kind(read(status, "<html>blocked</html>"))).isEqualTo(expected);
    }

    @Test
    void restsForTheWholeBlock() {
        assertThat(read(403, "<html>")).isEqualTo(new Answer.Throttled<>(BLOCK, "HTTP 403: <html>"));
        assertThat(read(403, "")).isEqualTo(new Answer.Throttled<>(BLOCK, "HTTP 403: "));
    }

    @Test
    void restsForAsLongAsTheProviderAsks() {
        Reply busy = reply(429, "busy", Optional.of(Duration.ofSeconds(7)));

        assertThat(reader.read(account, Fixtures.ask("2026-11-23", NOW), busy, NOW, Duration.ZERO))
                .isEqualTo(new Answer.Throttled<>(Duration.ofSeconds(7), "HTTP 429: busy"));
    }

    @Test
    void restsAfterA503ThatSaysHowLongAndNotAfterAnother() {
        Reply rest = reply(503, failure(500, "query failed."), Optional.of(Duration.ofSeconds(7)));

        assertThat(reader.read(account, Fixtures.ask("2026-11-23", NOW), rest, NOW, Duration.ZERO))
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(kind(read(503, failure(500, "query failed.")))).isEqualTo("Broken");
        assertThat(kind(read(503, "<html>"))).isEqualTo("Broken");
    }

    /** A day that is read again and again may begin without hours; one of long ago that has none is a gap. */
    @Test
    void refusesADayOfHistoryWithoutHours() {
        PolyvAsk history = PolyvAsk.ofHistory(LocalDate.parse("2026-11-01"), Fixtures.SHANGHAI, NOW);
        String none = "{\"code\":200,\"data\":[]}";

        assertThat(reader.read(account, history, reply(200, none, Optional.empty()), NOW, Duration.ZERO))
                .isEqualTo(new Answer.Refused<>("code 200, but no hours of 2026-11-01: it may not be held any more"));
        assertThat(rows(read(200, none))).isZero();
    }

    @Test
    void showsNeitherTheKeyNorASignature() {
        String sign = "A5B44D265A60DAAE05223A05D7FF79CC20C3D15B";

        assertThat(read(502, "GET /v2/hourly/u?sign=" + sign + "&x " + Fixtures.SECRET_KEY))
                .isEqualTo(new Answer.Broken<>("HTTP 502: GET /v2/hourly/u?sign=***&x ***"));
        assertThat(read(200, failure(500, "sign=" + sign))).isEqualTo(new Answer.Broken<>("code 500: sign=***"));
    }

    @Test
    void showsNoHalfOfAKey() {
        String before = "x".repeat(195);

        assertThat(read(502, before + Fixtures.SECRET_KEY + "y".repeat(100)).reason())
                .startsWith("HTTP 502: " + before + "***yy");
    }

    private Answer<PolyvAsk> read(int status, String body) {
        return read(status, body, Duration.ZERO);
    }

    private Answer<PolyvAsk> read(int status, String body, Duration corrected) {
        Reply reply = reply(status, body, Optional.empty());
        return reader.read(account, Fixtures.ask("2026-11-23", NOW), reply, NOW, corrected);
    }

    private static Reply reply(int status, String body, Optional<Duration> retryAfter) {
        return new Reply(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body), retryAfter);
    }

    private static String failure(int code, String message) {
        return "{\"code\":" + code + ",\"status\":\"error\",\"message\":\"" + message + "\",\"data\":\"\"}";
    }

    private static String kind(Answer<PolyvAsk> answer) {
        return answer.getClass().getSimpleName();
    }

    private static int rows(Answer<PolyvAsk> answer) {
        return answer.match(data -> data.rows().size(), throttled -> -1, denied -> -2, refused -> -3, broken -> -4);
    }
}
