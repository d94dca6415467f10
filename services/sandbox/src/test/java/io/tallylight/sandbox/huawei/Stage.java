package io.tallylight.sandbox.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.SimulatedClock;
import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.huawei.Caller.Answer;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo story, a clock that stands 700 s after its epoch, and simulators on request. */
final class Stage implements AutoCloseable {

    static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    static final long START = EPOCH.getEpochSecond();
    static final String PATH = Caller.statistic(Accounts.HUAWEI.projectId());
    static final String ALL = Caller.question("channel1", "all", START, START + 600);
    private static final String LOGIN = """
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"domain":{"name":"%s"},"name":"%s",\
            "password":"%s"}}},"scope":{"project":{"name":"%s"}}}}""";

    final SimulatedClock clock = new SimulatedClock(EPOCH.plusSeconds(700));
    final Scenario story = Scenario.demo(11, EPOCH);
    private final Vertx vertx = Vertx.vertx();

    Caller start(HuaweiRules rules) throws Exception {
        HuaweiSimulator simulator = HuaweiSimulator.start(vertx, 0, clock, story, Accounts.HUAWEI, rules)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return new Caller(simulator.api());
    }

    HttpRequest.Builder signed(Caller caller, String query, String body) throws Exception {
        return caller.signed(PATH, query, body, clock.instant(), Accounts.HUAWEI.secretKey());
    }

    /** What channel1's story holds for {@link #ALL}, by execution time. */
    List<Signal> expected() {
        return story.signals(EPOCH.minusSeconds(300), EPOCH.plusSeconds(600)).stream()
                .filter(s -> s.channel().equals("channel1"))
                .filter(s -> !s.startAt().isBefore(EPOCH) && s.startAt().isBefore(EPOCH.plusSeconds(600)))
                .toList();
    }

    static HttpRequest.Builder withToken(Caller caller, String token) {
        return caller.request(PATH, "", ALL).header("X-Auth-Token", token);
    }

    static String token(Caller caller) throws Exception {
        Answer answer = login(caller, Accounts.HUAWEI.password(), Accounts.HUAWEI.project());
        assertThat(answer.status()).isEqualTo(201);
        return answer.http().headers().firstValue("X-Subject-Token").orElseThrow();
    }

    static Answer login(Caller caller, String password, String project) throws Exception {
        Accounts.Huawei account = Accounts.HUAWEI;
        return caller.send(caller.request(
                "/v3/auth/tokens", "", LOGIN.formatted(account.domain(), account.user(), password, project)));
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
