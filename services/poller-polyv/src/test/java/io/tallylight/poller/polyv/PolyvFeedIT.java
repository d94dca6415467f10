package io.tallylight.poller.polyv;

import static io.tallylight.poller.polyv.Fixtures.local;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.http.Http;
import io.tallylight.poller.targets.Fields;
import io.tallylight.runtime.Secret;
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

/** The feed against a small server that keeps what it is asked and answers the document's example. */
class PolyvFeedIT {

    private static final String DATE = "Mon, 23 Nov 2026 04:00:00 GMT";
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Instant now = local("2026-11-23T12:00:00");
    private volatile String date = DATE;
    private volatile int status = 200;
    private HttpServer server;
    private Account account;
    private PolyvFeed feed;

    @BeforeEach
    void serve(@TempDir Path secrets) throws IOException, TimeoutException {
        server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        String api = "http://127.0.0.1:" + server.actualPort() + "/";
        feed = new PolyvFeed(Fixtures.config(Map.of("POLYV_API", api)), new Http(vertx, () -> now));
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

        assertThat(fetch()).isInstanceOf(Answer.Data.class);
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
        request.response().setStatusCode(status).putHeader("Date", date);
        request.response()
                .end(status == 200 ? Fixtures.text("answers/document-example.json") : "<html>shut out</html>");
    }

    private Answer<PolyvAsk> fetch() throws TimeoutException {
        return fetch(account);
    }

    private Answer<PolyvAsk> fetch(Account account) throws TimeoutException {
        PollTarget target = new PollTarget(account.name(), 1_800_000L, null, Map.of(), null);
        return feed.fetch(account, target, Fixtures.ask("2026-11-23", now)).await(10, TimeUnit.SECONDS);
    }
}
