package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.http.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleEngineReaderTest {

    private static final ScaleEngineAsk ASK = Fixtures.minutes("2026-11-22T12:00:00Z", "2026-11-22T18:00:00Z");
    private static final int PIECE = 8192;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScaleEngineReader reader = new ScaleEngineReader(Fixtures.config(Map.of()), meters);
    private Account account;

    @BeforeEach
    void readSecrets(@TempDir Path secrets) throws IOException {
        account = Fixtures.account(secrets);
        account.secret("api-key");
        account.secret("secret-key");
    }

    @Test
    void givesRowsAndMisfitsOfASuccess() {
        Answer<ScaleEngineAsk> answer = read(200, Fixtures.bytes("answers/bad-rows-among-good.json"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Data.class, data -> {
            assertThat(data.rows()).hasSize(2);
            assertThat(data.misfits()).hasSize(8);
            assertThat(data.next()).isEmpty();
        });
    }

    @Test
    void countsRowsThatItDrops() {
        read(200, Fixtures.bytes("answers/document-example-with-trailing-comma.json"));

        assertThat(meters.get("poll_rows_dropped").counter().count()).isEqualTo(1);
        assertThat(meters.get("poll_lenient_parses").counter().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No viewers found", "no matching viewers", "There were NO active Viewers in this period"})
    void readsAFailureThatReportsNoViewersAsEmpty(String message) {
        Answer<ScaleEngineAsk> answer = failure(message);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Data.class, data -> assertThat(data.rows()).isEmpty());
        assertThat(meters.get("poll_empty_failures").counter().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Invalid API key", "Invalid signature", "Permission denied", "Not authorized", "unknown cdn"})
    void restsTheAccountWhenItsCredentialsAreNotAccepted(String message) {
        assertThat(failure(message)).isEqualTo(new Answer.Denied<>(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Request expired", "Request replayed", "Something went wrong", ""})
    void triesAFailureThatNoWordExplainsAgain(String message) {
        assertThat(failure(message)).isEqualTo(new Answer.Broken<>("status 'failure': " + message));
    }

    @Test
    void restsWhereAFailureSaysThatItAskedTooOften() {
        assertThat(failure("Rate limit exceeded"))
                .isEqualTo(new Answer.Throttled<>(Duration.ofMinutes(1), "Rate limit exceeded"));
    }

    @ParameterizedTest
    @CsvSource({
        "429,Throttled",
        "401,Denied",
        "403,Denied",
        "400,Refused",
        "404,Refused",
        "302,Broken",
        "408,Broken",
        "500,Broken",
        "502,Broken",
        "503,Broken"
    })
    void sortsAnHttpFailureByItsStatus(int status, String kind) {
        assertThat(read(
                                status,
                                "{\"status\":\"success\",\"data\":[]}"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void restsForAsLongAsTheProviderAsks(int status) {
        Reply reply = reply(status, Buffer.buffer("busy"), Optional.of(Duration.ofSeconds(7)));

        assertThat(reader.answer(account, reply, reader.begin(account, ASK, new Gathered())))
                .isEqualTo(new Answer.Throttled<>(Duration.ofSeconds(7), "HTTP " + status + ": busy"));
    }

    @Test
    void showsTheBeginningOfWhatIsNoAnswerWithoutSecrets() {
        Answer<ScaleEngineAsk> answer = read(
                200,
                Buffer.buffer("<html>key " + Fixtures.SECRET_KEY + " </html>").getBytes());

        assertThat(answer).isEqualTo(new Answer.Broken<>("The answer is no viewer.log answer: <html>key *** </html>"));
    }

    @Test
    void showsAMessageWithoutSecrets() {
        assertThat(failure("Invalid API key " + Fixtures.API_KEY))
                .isEqualTo(new Answer.Denied<>("Invalid API key ***"));
    }

    private Answer<ScaleEngineAsk> failure(String message) {
        return read(
                200,
                Buffer.buffer("{\"status\":\"failure\",\"message\":\"" + message + "\"}")
                        .getBytes());
    }

    @Test
    void takesAFailureThatComesAfterItsRowsForBroken() {
        Answer<ScaleEngineAsk> answer = read(
                200,
                Buffer.buffer("{\"data\":[{}],\"status\":\"failure\",\"message\":\"No viewers\"}")
                        .getBytes());

        assertThat(answer).isEqualTo(new Answer.Broken<>("status 'failure' after 1 records: No viewers"));
    }

    @Test
    void saysHowFarAnAnswerCouldBeRead() {
        Answer<ScaleEngineAsk> answer = read(
                200, Buffer.buffer("{\"status\":\"success\",\"data\":[{},{},").getBytes());

        assertThat(answer)
                .isEqualTo(new Answer.Broken<>("The answer is no viewer.log answer after its first 2 records"));
    }

    @Test
    void showsNoHalfOfASecretAtTheEndOfTheBeginning() {
        Answer<ScaleEngineAsk> answer =
                read(500, Buffer.buffer("x".repeat(190) + Fixtures.SECRET_KEY).getBytes());

        assertThat(answer).isEqualTo(new Answer.Broken<>("HTTP 500: " + "x".repeat(190) + "***"));
    }

    @Test
    void leavesAnExchangeThatFailedAFailure() {
        IOException cut = new IOException("cut");

        assertThat(reader.failed(account, cut, reader.begin(account, ASK, new Gathered()))
                        .cause())
                .isSameAs(cut);
    }

    @Test
    void givesUpAnAnswerInWhichNoRecordComes() {
        assertThat(read(200, "{\"data\":[%s", " ".repeat(4096), 300))
                .isEqualTo(new Answer.Broken<>("The answer does not end: more than 1048576 bytes without a record"));
    }

    @Test
    void givesUpAnAnswerWhoseRowsNobodyAskedFor() {
        String early = Fixtures.row("mystream", "2001-01-01 00:00:00");

        assertThat(read(200, "{\"data\":[%s", early.repeat(1000), 110))
                .isEqualTo(new Answer.Broken<>(
                        "The answer does not end: more than 100000 rows from before the start, or repeated"));
    }

    @Test
    void readsOnForAsLongAsRecordsCome() {
        Answer<ScaleEngineAsk> answer = read(
                200,
                "{\"data\":[%s",
                Fixtures.row("mystream", "2026-11-22 19:00:00").repeat(1000),
                110);

        assertThat(answer)
                .isEqualTo(new Answer.Broken<>("The answer is no viewer.log answer after its first 110000 records"));
    }

    private Answer<ScaleEngineAsk> read(int status, String beginning, String piece, int times) {
        Buffer body = Buffer.buffer(String.format(beginning, piece));
        for (int i = 1; i < times; i++) {
            body.appendString(piece);
        }
        return read(status, body.getBytes());
    }

    private Answer<ScaleEngineAsk> read(int status, byte[] body) {
        ScaleEngineReading reading = reader.begin(account, ASK, new Gathered());
        if (status != 200) {
            return reader.answer(account, reply(status, Buffer.buffer(body), Optional.empty()), reading);
        }
        try {
            for (int at = 0; at < body.length; at += PIECE) {
                reading.read(Buffer.buffer(Arrays.copyOfRange(body, at, Math.min(at + PIECE, body.length))));
            }
            reading.end();
            return reader.answer(account, reply(status, Buffer.buffer(), Optional.empty()), reading);
        } catch (IOException malformed) {
            return reader.failed(account, malformed, reading).result();
        }
    }

    private static Reply reply(int status, Buffer body, Optional<Duration> retryAfter) {
        return new Reply(status, MultiMap.caseInsensitiveMultiMap(), body, retryAfter);
    }
}
