package io.tallylight.poller.polyv;

import static io.tallylight.poller.polyv.Fixtures.local;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Quota;
import io.tallylight.poller.http.Http;
import io.tallylight.poller.targets.Fields;
import io.tallylight.runtime.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feed against a small server that keeps what it is asked and answers the document's example. */
class PolyvFeedIT {

    private static final String DATE = "Mon, 23 Nov 2026 04:00:00 GMT";
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Instant now = local("2026-11-23T12:00:00");
    private volatile String date = DATE;
    private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
    private volatile int holdUntil;
    private volatile String body = Fixtures.text("answers/document-example.json");
    private volatile int status = 200;
    private volatile String retryAfter = "";
    private HttpServer server;
    private String api;
    private Account account;
    private PolyvFeed feed;

    @BeforeEach
    void serve(@TempDir Path secrets) throws IOException, TimeoutException {
        server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        api = "http://127.0.0.1:" + server.actualPort() + "/";
        feed = feed(Map.of("POLYV_API", api));
        account = Fixtures.account(secrets);
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void asksForOneDaySignedWithoutThePath() throws Exception {
        Answer<PolyvAsk> answer = fetch();

        String signed = PolyvSignature.sign(
                Map.of("start", "2026-11-23", "end", "2026-11-23", "ptime", "1795406400000"),
                new Secret(Fixtures.SECRET_KEY));
        assertThat(asked)
                .containsExactly(
                        "/v2/hourly/1b448be323?end=2026-11-23&ptime=1795406400000&start=2026-11-23&sign=" + signed);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Data.class, data -> assertThat(data.rows()).hasSize(13));
    }

    @Test
    void stampsRequestsWithTheProvidersTime() throws Exception {
        date = "Mon, 23 Nov 2026 05:00:00 GMT";

        fetch();
        fetch();

        assertThat(asked.get(1)).contains("ptime=1795410000000");
    }

    @Test
    void leavesTheWholeHostAloneWhileItIsShutOut() throws Exception {
        status = 403;
        fetch();
        now = now.plusSeconds(299);
        date = "Mon, 23 Nov 2026 04:04:59 GMT";
        Account other = new Account("other", "acme-polyv", account.secrets());

        Answer<PolyvAsk> answer = fetch(other);

        assertThat(answer)
                .isEqualTo(new Answer.Throttled<>(Duration.ofSeconds(1), "the host has shut this address out"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainWhenTheBlockIsOver() throws Exception {
        status = 403;
        fetch();
        status = 200;
        now = now.plusSeconds(300);
        date = "Mon, 23 Nov 2026 04:05:00 GMT";

        assertThat(fetch()).isInstanceOf(Answer.Data.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | 17
            503 | 17
            429 | Mon, 23 Nov 2026 04:00:17 GMT
            503 | Mon, 23 Nov 2026 04:00:17 GMT
            """)
    void leavesTheHostAloneForAsLongAsIsSaid(int code, String said) throws Exception {
        status = code;
        retryAfter = said;

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        Answer.Throttled.class,
                        it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
        status = 200;
        now = now.plusSeconds(16);
        assertThat(fetch()).isInstanceOf(Answer.Throttled.class);
        now = now.plusSeconds(1);
        assertThat(fetch()).isInstanceOf(Answer.Data.class);
    }

    /** One request in ten seconds, whoever asks: the second one waits for a timer that has not gone off yet. */
    @Test
    void makesTheRequestsOfAllAccountsWaitForTheAddress() throws Exception {
        feed = feed(Map.of("POLYV_API", api, "POLYV_ADDRESS_REQUESTS_PER_10S", "1"));
        Account other = new Account("other", "acme-polyv", account.secrets());

        fetch();
        Future<Answer<PolyvAsk>> waits = ask(other);
        Future<Answer<PolyvAsk>> longer = ask(account);

        assertThat(waits.isComplete()).isFalse();
        assertThat(longer.isComplete()).isFalse();
        assertThat(asked).hasSize(1);
        assertThat(fetch())
                .isEqualTo(new Answer.Broken<>("more requests wait than this address may make in 20 seconds"));
    }

    @Test
    void asksWhenItsTurnHasCome() throws Exception {
        feed = feed(
                Map.of("POLYV_API", api, "POLYV_ADDRESS_REQUESTS_PER_10S", "101")); // bursts of 20, then every 123 ms
        for (int burst = 0; burst < 20; burst++) {
            fetch();
        }
        Future<Answer<PolyvAsk>> waits = ask(account);

        assertThat(waits.isComplete()).isFalse();
        assertThat(waits.await(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Data.class);
        assertThat(asked).hasSize(21);
    }

    @Test
    void keepsUnderTheProvidersLimitUnlessItIsTold() {
        assertThat(feed.quota()).isEqualTo(new Quota(100, Duration.ofSeconds(10)));
    }

    @Test
    void tellsHowFarTheProviderIsAhead() throws Exception {
        date = "Mon, 23 Nov 2026 05:00:00 GMT";
        fetch();

        assertThat(feed.ahead()).isEqualTo(Duration.ofHours(1));
    }

    /** Our clock is three days ahead: what was planned by it would call final what still changes. */
    @Test
    void believesNoPlanThatWasMadeByAWrongClock() throws Exception {
        Instant right = now;
        now = now.plus(Duration.ofDays(3));

        assertThat(fetch().reason()).startsWith("planned by a clock that was ahead of the provider's");
        PolyvAsk planned = Fixtures.ask("2026-11-23", right);
        assertThat(feed.fetch(account, target(account), planned)
                        .await(10, TimeUnit.SECONDS)
                        .kind())
                .isEqualTo("data");
    }

    /** Both are signed by the wrong clock; the first answer corrects it before the second one comes. */
    @Test
    void blamesTheClockForEachRequestThatWasSignedByAWrongOne() throws Exception {
        body = Fixtures.text("answers/document-failure.json");
        date = "Mon, 23 Nov 2026 05:00:00 GMT";
        holdUntil = 2;
        Future<Answer<PolyvAsk>> one = ask(account);
        Future<Answer<PolyvAsk>> other = ask(account);

        assertThat(one.await(10, TimeUnit.SECONDS).kind()).isEqualTo("broken");
        assertThat(other.await(10, TimeUnit.SECONDS).kind()).isEqualTo("broken");
        assertThat(asked).allMatch(uri -> uri.contains("ptime=1795406400000"));
        assertThat(fetch().kind()).isEqualTo("denied");
    }

    @Test
    void tellsABrokenExchangeWithoutTheSignature() throws Exception {
        server.close().await(10, TimeUnit.SECONDS);

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        Answer.Broken.class,
                        broken -> assertThat(broken.reason())
                                .isNotEmpty()
                                .doesNotContainPattern("sign=[0-9A-F]")
                                .doesNotContain(Fixtures.SECRET_KEY));
    }

    @Test
    void tellsWhichSecretIsMissing(@TempDir Path empty) throws Exception {
        Account without = new Account("u1", "acme-polyv", new io.tallylight.runtime.Secrets(empty));

        assertThat(fetch(without))
                .isInstanceOfSatisfying(
                        Answer.Broken.class,
                        broken -> assertThat(broken.reason()).contains("acme-polyv/secret-key"));
        assertThat(asked).isEmpty();
    }

    @Test
    void restsHalfAnHourHoweverHastyTheTargetsFileIs() {
        PollTarget hasty = new PollTarget("u1", 1000L, null, Map.of(), null);
        PollTarget slow = new PollTarget("u1", 7_200_000L, null, Map.of(), null);
        Cursor cursor = Cursor.since(feed.beginning(now));

        assertThat(feed.plan(hasty, cursor, now).next()).isEqualTo(now.plusSeconds(1800));
        assertThat(feed.plan(slow, cursor, now).next()).isEqualTo(now.plusSeconds(7200));
    }

    @Test
    void refusesATargetThatChoosesItsOwnDays() {
        Fields fields = new Fields("line 1", Map.of("dr", "7days"));

        assertThat(feed.target("1b448be323", fields)).isEqualTo("1b448be323");
        assertThat(fields.problems()).singleElement().asString().contains("dr");
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.uri());
        held.add(request);
        if (asked.size() >= holdUntil) {
            held.forEach(this::answerNow);
            held.clear();
        }
    }

    private void answerNow(HttpServerRequest request) {
        request.response().setStatusCode(status).putHeader("Date", date);
        if (!retryAfter.isEmpty()) {
            request.response().putHeader("Retry-After", retryAfter);
        }
        request.response().end(status == 200 ? body : "<html>shut out</html>");
    }

    private PolyvFeed feed(Map<String, String> env) {
        Instant begun = now;
        return new PolyvFeed(
                Fixtures.config(env),
                new Http(vertx, () -> now),
                vertx,
                () -> Duration.between(begun, now).toNanos());
    }

    private Answer<PolyvAsk> fetch() throws TimeoutException {
        return fetch(account);
    }

    private Answer<PolyvAsk> fetch(Account account) throws TimeoutException {
        return ask(account).await(10, TimeUnit.SECONDS);
    }

    private Future<Answer<PolyvAsk>> ask(Account account) {
        return feed.fetch(account, target(account), Fixtures.ask("2026-11-23", now));
    }

    private static PollTarget target(Account account) {
        return new PollTarget(account.name(), 1_800_000L, null, Map.of(), null);
    }
}
