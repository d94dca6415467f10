package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Quota;
import io.tallylight.poller.Span;
import io.tallylight.poller.http.Http;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feed against a small server that keeps what it is sent and answers as it is told. */
class HuaweiFeedIT {

    private static final Instant NOW = Instant.parse("2025-03-11T02:00:00Z");
    private static final Map<String, String> KEYS =
            Map.of("access-key", Fixtures.ACCESS_KEY, "secret-key", Fixtures.SECRET_KEY);
    private static final Map<String, String> PASSWORD =
            Map.of("user", "an-user", "password", "pass-word-1", "domain", "a-domain", "project", "region-1");

    private record Reply(int status, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile Reply reply = new Reply(200, example("example-answer"));
    private volatile Reply login = new Reply(201, "{}");
    private volatile Instant now = NOW;
    private Path secrets;
    private HuaweiFeed feed;
    private URI api;

    @BeforeEach
    void serve(@TempDir Path dir) throws Exception {
        secrets = dir;
        headers.put("Date", "Tue, 11 Mar 2025 02:00:00 GMT");
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)));
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        api = URI.create("http://127.0.0.1:" + server.actualPort());
        HuaweiConfig config = Fixtures.config(Map.of("HUAWEI_API", api.toString(), "HUAWEI_IAM_API", api.toString()));
        feed = new HuaweiFeed(config, new Http(vertx, () -> now), meters, () -> 0L);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void signsWhatItSends() throws Exception {
        fetch(KEYS);

        Map<String, String> sent = requests.get(0);
        assertThat(sent)
                .containsEntry("x-sdk-date", "20250311T020000Z")
                .containsEntry("x-project-id", Fixtures.PROJECT);
        assertThat(sent).doesNotContainKey("x-auth-token");
        assertThat(sent.get("host")).isEqualTo(api.getAuthority());
        assertThat(sent.get("authorization"))
                .isEqualTo(HuaweiSignature.authorization(
                        Fixtures.ACCESS_KEY,
                        Fixtures.SECRET_KEY,
                        "POST",
                        URI.create(api + sent.get(":uri")),
                        Map.of("X-Sdk-Date", sent.get("x-sdk-date"), "X-Project-Id", Fixtures.PROJECT),
                        sent.getOrDefault(":body", "").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void signsTheTokenOfTemporaryKeys() throws Exception {
        Map<String, String> files = new TreeMap<>(KEYS);
        files.put("security-token", "temporary");

        fetch(files);

        assertThat(requests.get(0)).containsEntry("x-security-token", "temporary");
        assertThat(requests.get(0).get("authorization"))
                .contains("SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,");
    }

    @Test
    void datesEveryRequestAnew() throws Exception {
        fetch(KEYS);
        now = NOW.plusSeconds(1);
        fetch(KEYS);

        assertThat(requests)
                .extracting(sent -> sent.get("x-sdk-date"))
                .containsExactly("20250311T020000Z", "20250311T020001Z");
    }

    @Test
    void answersRowsAndTheNextPage() throws Exception {
        Answer<HuaweiAsk> answer = fetch(KEYS);

        assertThat(answer).isInstanceOfSatisfying(Answer.Data.class, data -> {
            assertThat(data.rows()).hasSize(2);
            assertThat(data.next()).hasSize(1);
        });
    }

    @Test
    void countsWindowsThatItBeginsAgain() throws Exception {
        HuaweiAsk second = Fixtures.ASK.next(2, java.util.OptionalLong.of(49)).get(0);

        feed.fetch(account(KEYS), Fixtures.target(), second).await(10, TimeUnit.SECONDS);

        assertThat(meters.counter("huawei.windows.restarted").count()).isEqualTo(1);
        assertThat(requests.get(0).get(":uri")).endsWith("?limit=100&offset=2");
    }

    @Test
    void refusesAWindowWithoutEnd() throws Exception {
        HuaweiAsk endless = new HuaweiAsk(
                Fixtures.ASK.span(), NOW, NOW, 100_000, java.util.OptionalLong.empty(), HuaweiAsk.MOST_PAGES + 1, 0);

        Answer<HuaweiAsk> answer =
                feed.fetch(account(KEYS), Fixtures.target(), endless).await(10, TimeUnit.SECONDS);

        assertThat(answer.kind()).isEqualTo("refused");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | refused   | {"error_code":"LIVE.103011099","error_msg":"query channel statistic failed"}
            404 | refused   | {"error_code":"APIGW.0101","error_msg":"The API does not exist"}
            400 | refused   | {"result_code":"LIVE.100011001","result_msg":"Invalid request parameter"}
            400 | denied    | {"error_code":"LIVE.100011003","error_msg":"no permission"}
            403 | denied    | {"code":"LIVE.100011003","message":"no permission"}
            403 | denied    | {"code":"PAP5.0011","message":"Policy doesn't allow it: no permissions"}
            403 | refused   | {"code":"LIVE.100011004","message":"HTTPS only"}
            401 | denied    | {"error_code":"APIGW.0301","error_msg":"verify aksk signature fail"}
            401 | denied    | {"error_code":"LIVE.100011014","error_msg":"account not allowed"}
            429 | throttled | {"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached"}
            400 | throttled | {"error_code":"APIG.0308","error_msg":"The throttling threshold has been reached"}
            429 | throttled | <html>slow down</html>
            500 | broken    | {"error_code":"APIGW.0500","error_msg":"internal"}
            502 | broken    | <html>bad gateway</html>
            503 | broken    | ''
            408 | broken    | ''
            301 | refused   | ''
            200 | broken    | <html>portal</html>
            200 | broken    | {"error_code":"LIVE.103011099","error_msg":"query channel statistic failed"}
            """)
    void sortsWhatIsNoSuccess(int status, String kind, String body) throws Exception {
        reply = new Reply(status, body);

        assertThat(fetch(KEYS).kind()).isEqualTo(kind);
    }

    @Test
    void pausesTwoToFiveSecondsWhereNothingElseIsSaid() throws Exception {
        reply = new Reply(429, "{}");

        assertThat(fetch(KEYS))
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        it -> assertThat(it.retryAfter()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | {}                            | 17
            503 | {}                            | 17
            429 | {}                            | Tue, 11 Mar 2025 02:00:17 GMT
            503 | {}                            | Tue, 11 Mar 2025 02:00:17 GMT
            400 | {"error_code":"APIGW.0308"}   | 17
            """)
    void pausesAsLongAsIsSaid(int status, String body, String retryAfter) throws Exception {
        reply = new Reply(status, body);
        headers.put("Retry-After", retryAfter);

        assertThat(fetch(KEYS))
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
    }

    @Test
    void keepsUnderTheProvidersLimitUnlessItIsTold() {
        assertThat(feed.quota()).isEqualTo(new Quota(60, Duration.ofMinutes(1)));
    }

    @Test
    void tellsHowFarTheProviderIsAhead() throws Exception {
        headers.put("Date", "Tue, 11 Mar 2025 03:00:00 GMT");
        fetch(KEYS);

        assertThat(feed.ahead()).isEqualTo(Duration.ofHours(1));
    }

    /** Our clock is an hour ahead: what was planned by it would settle time that has not come. */
    @Test
    void believesNoPlanThatWasMadeByAWrongClock() throws Exception {
        now = NOW.plus(Duration.ofHours(1));
        HuaweiAsk wrong = live(now);
        HuaweiAsk right = live(NOW);
        reply = new Reply(200, example("empty-array"));

        assertThat(fetch(KEYS, wrong).reason()).startsWith("planned by a clock that was ahead of the provider's");
        assertThat(fetch(KEYS, right).kind()).isEqualTo("data");
    }

    @Test
    void saysUntilWhenAnOpenBreakIsUrgent() throws Exception {
        reply = new Reply(200, page(1, NOW.minusSeconds(90), 60));
        Answer.Data<HuaweiAsk> data = (Answer.Data<HuaweiAsk>) fetch(KEYS, live(NOW));

        assertThat(data.urgentUntil()).isEqualTo(NOW.plusSeconds(90)); // 60 s, settle and a minute after its start
    }

    @Test
    void saysThatABreakIsOverOnlyWhereTheAnswerIsThePresentAndWhole() throws Exception {
        Instant hourAgo = NOW.minusSeconds(3600);
        HuaweiAsk history = HuaweiAsk.window(new Span(hourAgo.minusSeconds(3600), hourAgo), hourAgo, Duration.ZERO);

        reply = new Reply(200, page(1, NOW.minusSeconds(500), 60));
        assertThat(((Answer.Data<HuaweiAsk>) fetch(KEYS, live(NOW))).urgentUntil())
                .isBefore(NOW);
        assertThat(((Answer.Data<HuaweiAsk>) fetch(KEYS, history)).urgentUntil())
                .isNull();
        reply = new Reply(200, page(2, NOW.minusSeconds(500), 60));
        assertThat(((Answer.Data<HuaweiAsk>) fetch(KEYS, live(NOW))).urgentUntil())
                .isNull();
    }

    @Test
    void saysInItsReasonWhatTheProviderSaid() throws Exception {
        reply = new Reply(404, example("example-failure"));

        assertThat(fetch(KEYS).reason()).isEqualTo("HTTP 404: LIVE.103011099 query channel statistic failed");
    }

    @Test
    void repeatsNoSecretThatTheProviderQuotes() throws Exception {
        String signature = "0123456789abcdef".repeat(4);
        reply = new Reply(
                401,
                "{\"error_msg\":\"bad " + Fixtures.ACCESS_KEY + " " + Fixtures.SECRET_KEY + " " + signature + "\"}");

        assertThat(fetch(KEYS).reason())
                .doesNotContain(Fixtures.ACCESS_KEY)
                .doesNotContain(Fixtures.SECRET_KEY)
                .doesNotContain(signature);
    }

    @Test
    void correctsItsClockOnceBeforeItGivesUp() throws Exception {
        headers.put("Date", "Tue, 11 Mar 2025 03:00:00 GMT");
        reply = new Reply(401, "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"signature expired\"}");

        assertThat(fetch(KEYS).kind()).isEqualTo("broken");
        assertThat(fetch(KEYS).kind()).isEqualTo("denied");
        assertThat(requests.get(1)).containsEntry("x-sdk-date", "20250311T030000Z");
    }

    @Test
    void sendsAGivenTokenAndNothingElse() throws Exception {
        fetch(Map.of("token", "given"));

        assertThat(requests.get(0)).containsEntry("x-auth-token", "given");
        assertThat(requests.get(0)).doesNotContainKeys("authorization", "x-sdk-date");
    }

    @Test
    void deniesAGivenTokenThatIsRefused() throws Exception {
        reply = new Reply(401, "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"token expires\"}");

        assertThat(fetch(Map.of("token", "given")).kind()).isEqualTo("denied");
    }

    @Test
    void fetchesOneTokenForManyRequests() throws Exception {
        Account account = account(PASSWORD);

        Future.all(IntStream.range(0, 10)
                        .mapToObj(each -> feed.fetch(account, Fixtures.target(), Fixtures.ASK))
                        .toList())
                .await(10, TimeUnit.SECONDS);

        assertThat(logins).hasSize(1);
        assertThat(requests).hasSize(10).allSatisfy(sent -> assertThat(sent).containsEntry("x-auth-token", "token-1"));
        assertThat(logins.get(0))
                .isEqualTo("{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"domain\":"
                        + "{\"name\":\"a-domain\"},\"name\":\"an-user\",\"password\":\"pass-word-1\"}}},"
                        + "\"scope\":{\"project\":{\"name\":\"region-1\"}}}}");
    }

    @Test
    void replacesATokenAfter23Hours() throws Exception {
        headers.remove("Date");
        fetch(PASSWORD);
        now = NOW.plus(Duration.ofHours(23)).minusSeconds(1);
        fetch(PASSWORD);
        now = NOW.plus(Duration.ofHours(23));
        fetch(PASSWORD);

        assertThat(requests)
                .extracting(sent -> sent.get("x-auth-token"))
                .containsExactly("token-1", "token-1", "token-2");
    }

    @Test
    void replacesARefusedTokenOnce() throws Exception {
        fetch(PASSWORD);
        reply = new Reply(401, "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"decrypt token fail\"}");

        assertThat(fetch(PASSWORD).kind()).isEqualTo("broken");
        assertThat(fetch(PASSWORD).kind()).isEqualTo("denied");
        assertThat(logins).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"401, denied", "400, denied", "403, denied", "429, throttled", "500, broken", "200, broken"})
    void sortsWhatIsNoToken(int status, String kind) throws Exception {
        login = new Reply(
                status, "{\"error\":{\"code\":" + status + ",\"message\":\"The username or password is wrong.\"}}");

        Answer<HuaweiAsk> answer = fetch(PASSWORD);

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(requests).isEmpty();
    }

    @Test
    void asksForATokenAgainAfterAFailure() throws Exception {
        login = new Reply(500, "");
        fetch(PASSWORD);
        login = new Reply(201, "{}");

        assertThat(fetch(PASSWORD).kind()).isEqualTo("data");
    }

    @Test
    void deniesCredentialsThatAreNotExactlyOneScheme() throws Exception {
        assertThat(fetch(Map.of()).reason())
                .contains("acme need the files token")
                .endsWith("found none");
        assertThat(fetch(Map.of("access-key", "A")).reason()).endsWith("found access-key");
        Map<String, String> two = new TreeMap<>(KEYS);
        two.put("token", "given");
        assertThat(fetch(two))
                .isInstanceOfSatisfying(
                        Answer.Denied.class,
                        denied -> assertThat(denied.reason()).endsWith("found token, access-key, secret-key"));
        assertThat(requests).isEmpty();
    }

    private Answer<HuaweiAsk> fetch(Map<String, String> files) throws Exception {
        return fetch(files, Fixtures.ASK);
    }

    private Answer<HuaweiAsk> fetch(Map<String, String> files, HuaweiAsk ask) throws Exception {
        return feed.fetch(account(files), Fixtures.target(), ask).await(10, TimeUnit.SECONDS);
    }

    private HuaweiAsk live(Instant planned) {
        return feed.plan(Fixtures.target(), Cursor.since(planned.minusSeconds(600)), planned)
                .asks()
                .get(0);
    }

    private static String page(int total, Instant start, int seconds) {
        return "{\"scte35\":{\"total\":" + total + ",\"scte35_info\":[{\"type\":\"splice_insert\",\"event_id\":7,"
                + "\"start_date\":" + start.getEpochSecond() + ",\"duration\":" + seconds + "}]}}";
    }

    private Account account(Map<String, String> files) throws Exception {
        Path folder = secrets.resolve("acme");
        for (String known : List.of("token", "access-key", "secret-key", "security-token")) {
            Files.deleteIfExists(folder.resolve(known));
        }
        return Fixtures.account(secrets, files);
    }

    private void answer(HttpServerRequest request, Buffer body) {
        headers.forEach(request.response()::putHeader);
        if (request.path().equals("/v3/auth/tokens")) {
            logins.add(body.toString());
            if (login.status() == 201) {
                request.response().putHeader("X-Subject-Token", "token-" + logins.size());
            }
            request.response().setStatusCode(login.status()).end(login.body());
            return;
        }
        Map<String, String> sent = new TreeMap<>();
        request.headers()
                .forEach(header -> sent.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
        sent.put("host", String.valueOf(request.authority()));
        sent.put(":uri", request.uri());
        sent.put(":body", body.toString());
        requests.add(sent);
        request.response().setStatusCode(reply.status()).end(reply.body());
    }

    private static String example(String answer) {
        return new String(Fixtures.bytes("answers/" + answer + ".json"), StandardCharsets.UTF_8);
    }
}
