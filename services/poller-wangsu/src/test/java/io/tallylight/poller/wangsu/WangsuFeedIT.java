package io.tallylight.poller.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Quota;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Secrets;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feed against a small server that keeps what it is sent and answers as it is told. */
class WangsuFeedIT {

    private static final Instant NOW = Instant.parse("2021-08-10T02:00:00Z");
    private static final WangsuAsk ASK = Fixtures.ask("2021-08-10", "2021-08-13");

    private final Vertx vertx = Vertx.vertx();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile int status = 200;
    private volatile String body = answer("example-answer-one-brace");
    private volatile Instant now = NOW;
    private Account account;
    private WangsuFeed feed;

    @BeforeEach
    void serve(@TempDir Path secrets) throws Exception {
        headers.put("Date", "Tue, 10 Aug 2021 02:00:00 GMT");
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(sent -> answer(request, sent)));
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        WangsuConfig config = Fixtures.config(Map.of("WANGSU_API", "http://127.0.0.1:" + server.actualPort() + "/"));
        feed = new WangsuFeed(config, new Http(vertx, () -> now), meters, () -> 0L);
        account = Fixtures.account(secrets);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** The vector wangsu-01 at this second. */
    @Test
    void signsTheDateThatItSends() throws Exception {
        fetch(ASK);

        assertThat(requests.get(0))
                .containsEntry("date", "Tue, 10 Aug 2021 02:00:00 GMT")
                .containsEntry("authorization", "Basic ZXhhbXBsZV91c2VybmFtZTpuWnpiRVM2WDJpSnBSMHRxNGlRVUtpNlhnMW89")
                .containsEntry("accept", "application/json")
                .containsEntry("content-type", "application/json")
                .containsEntry("x-time-zone", "GMT+08:00")
                .containsEntry(":uri", "/api/report/domain/stream/duration");
        assertThat(requests.get(0).get(":body")).startsWith("{\"dateFrom\":\"2021-08-10\",\"dateTo\":\"2021-08-13\"");
    }

    @Test
    void datesEveryRequestAnew() throws Exception {
        fetch(ASK);
        now = NOW.plusSeconds(1);
        fetch(ASK);

        assertThat(requests.get(1)).containsEntry("date", "Tue, 10 Aug 2021 02:00:01 GMT");
        assertThat(requests.get(1).get("authorization"))
                .isNotEqualTo(requests.get(0).get("authorization"));
    }

    @Test
    void answersSessions() throws Exception {
        assertThat(fetch(ASK)).isInstanceOfSatisfying(Answer.Data.class, data -> {
            assertThat(data.rows()).hasSize(5);
            assertThat(data.next()).isEmpty();
        });
        assertThat(meters.counter("wangsu.domains.missing").count()).isZero();
    }

    @Test
    void countsADomainThatTheAnswerLacks() throws Exception {
        body = answer("data-empty");

        assertThat(fetch(ASK))
                .isInstanceOfSatisfying(
                        Answer.Data.class, data -> assertThat(data.rows()).isEmpty());
        assertThat(meters.counter("wangsu.domains.missing").count()).isEqualTo(1);
    }

    @Test
    void halvesASpanThatIsTooLong() throws Exception {
        tell(400, "24102007", "You cannot specify a period greater than 2 day(s).");

        assertThat(fetch(ASK)).isEqualTo(new Answer.Data<>(List.of(), List.of(), ASK.halves()));
        assertThat(fetch(Fixtures.ask("2021-08-10", "2021-08-11")).kind()).isEqualTo("refused");
    }

    @Test
    void saysPlainlyThatOneDomainIsTooMany() throws Exception {
        tell(400, "24102019", "The request was rejected because the number of Domain(1) exceeds the limit (0).");

        assertThat(fetch(ASK))
                .isEqualTo(new Answer.Refused<>("HTTP 400: 24102019 The request was rejected because the number of "
                        + "Domain(1) exceeds the limit (0).; yet one domain was asked for"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 24102014, refused",
        "400, 24102013, refused",
        "400, 24102020, refused",
        "400, 24102002, refused",
        "400, 24102006, refused",
        "400, 24102008, refused",
        "500, 24102500, broken",
        "200, 24102500, broken",
        "200, 24102006, refused",
        "200, 7, broken",
        "401, 0, denied",
        "403, AccessDenied, denied",
        "462, 0, denied",
        "404, '', refused",
        "429, '', throttled",
        "502, '', broken",
        "503, '', broken"
    })
    void sortsWhatIsNoSuccess(int code, String word, String kind) throws Exception {
        tell(code, word, "as it says");

        assertThat(fetch(ASK).kind()).isEqualTo(kind);
    }

    @Test
    void readsTheOtherShapeOfARefusal() throws Exception {
        status = 401;
        body = "{\"status\":0,\"result\":\"account name does not exist.\"}";

        assertThat(fetch(ASK)).isEqualTo(new Answer.Denied<>("HTTP 401: account name does not exist."));
    }

    @ParameterizedTest
    @CsvSource({"example-answer-two-braces, broken", "no-json, broken"})
    void takesABrokenBodyForABrokenExchange(String name, String kind) throws Exception {
        body = name.equals("no-json") ? "<html>portal</html>" : answer(name);

        assertThat(fetch(ASK).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | 17
            503 | 17
            429 | Tue, 10 Aug 2021 02:00:17 GMT
            503 | Tue, 10 Aug 2021 02:00:17 GMT
            """)
    void pausesAsLongAsIsSaid(int code, String retryAfter) throws Exception {
        tell(code, "", "");
        headers.put("Retry-After", retryAfter);

        assertThat(fetch(ASK))
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
    }

    @Test
    void pausesTenToThirtySecondsWhereNothingIsSaid() throws Exception {
        tell(429, "", "");

        assertThat(fetch(ASK))
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        it -> assertThat(it.retryAfter()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    @Test
    void correctsItsClockOnceBeforeItGivesUp() throws Exception {
        tell(403, "AccessDenied", "Please enter valid credentials.");
        headers.put("Date", "Tue, 10 Aug 2021 03:00:00 GMT");

        assertThat(fetch(ASK).kind()).isEqualTo("broken");
        assertThat(fetch(ASK).kind()).isEqualTo("denied");
        assertThat(requests.get(1)).containsEntry("date", "Tue, 10 Aug 2021 03:00:00 GMT");
    }

    @Test
    void keepsUnderTheProvidersLimitUnlessItIsTold() {
        assertThat(feed.quota()).isEqualTo(new Quota(240, Duration.ofMinutes(5)));
    }

    @Test
    void tellsHowFarTheProviderIsAhead() throws Exception {
        headers.put("Date", "Tue, 10 Aug 2021 03:00:00 GMT");
        fetch(ASK);

        assertThat(feed.ahead()).isEqualTo(Duration.ofHours(1));
    }

    /** Our clock is a day ahead: what was planned by it would call final what still changes. */
    @Test
    void believesNoPlanThatWasMadeByAWrongClock() throws Exception {
        now = NOW.plus(Duration.ofDays(1));
        WangsuAsk wrong = WangsuAsk.of(ASK.from(), ASK.to(), WangsuAsk.finalBefore(now, Fixtures.ZONE), Fixtures.ZONE);
        WangsuAsk right = WangsuAsk.of(ASK.from(), ASK.to(), WangsuAsk.finalBefore(NOW, Fixtures.ZONE), Fixtures.ZONE);

        assertThat(fetch(wrong).reason()).startsWith("planned by a clock that was ahead of the provider's");
        assertThat(fetch(right).kind()).isEqualTo("data");
    }

    /** A session that ended ten minutes ago is over, also for the first answer that a slow clock of ours gets. */
    @Test
    void knowsWhatIsOpenByTheProvidersClock() throws Exception {
        now = Instant.ofEpochSecond(1628532300).minusSeconds(600); // the end of the example's first session
        headers.put("Date", "Mon, 09 Aug 2021 18:10:00 GMT");

        Answer.Data<WangsuAsk> data = (Answer.Data<WangsuAsk>) fetch(ASK);

        assertThat(Fixtures.event(data.rows().get(0)).getEndedAt()).isEqualTo(Instant.ofEpochSecond(1628532300));
    }

    @Test
    void repeatsNoSecretThatTheProviderQuotes() throws Exception {
        String password = "nZzbES6X2iJpR0tq4iQUKi6Xg1o=";
        tell(403, "AccessDenied", Fixtures.API_KEY + " " + password + " Basic ZXg6bw==");

        assertThat(fetch(ASK).reason())
                .doesNotContain(Fixtures.API_KEY)
                .doesNotContain(password)
                .doesNotContain("ZXg6bw==");
    }

    @Test
    void deniesCredentialsWithoutAKeyAndNamesTheFile(@TempDir Path empty) throws Exception {
        account = new Account(Fixtures.USER, "acme", new Secrets(empty));

        assertThat(fetch(ASK)).isEqualTo(new Answer.Denied<>("Credentials acme need the file api-key"));
        assertThat(requests).isEmpty();
    }

    private Answer<WangsuAsk> fetch(WangsuAsk ask) throws Exception {
        return feed.fetch(account, Fixtures.target(), ask).await(10, TimeUnit.SECONDS);
    }

    private void tell(int code, String word, String message) {
        status = code;
        body = word.isEmpty() ? "" : "{\"code\":\"" + word + "\",\"message\":\"" + message + "\"}";
    }

    private void answer(HttpServerRequest request, Buffer sent) {
        Map<String, String> told = new TreeMap<>();
        request.headers().forEach(header -> told.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        told.put(":uri", request.uri());
        told.put(":body", sent.toString());
        requests.add(told);
        headers.forEach(request.response()::putHeader);
        request.response().setStatusCode(status).end(body);
    }

    private static String answer(String name) {
        return new String(Fixtures.bytes("answers/" + name + ".json"), StandardCharsets.UTF_8);
    }
}
