package io.tallylight.poller.wangsu;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.event.PushSession;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Row;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Secrets;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.SimulatedClock;
import io.tallylight.sandbox.Story.Push;
import io.tallylight.sandbox.wangsu.WangsuRules;
import io.tallylight.sandbox.wangsu.WangsuSimulator;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One turn against the strict simulator, which knows nothing of this poller's code. */
class WangsuSimulatorIT {

    private static final String DOMAIN = "push.example-a.com";
    private static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant NOW = EPOCH.plus(Duration.ofHours(2)).plusSeconds(20); // while a push runs

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedClock clock = new SimulatedClock(NOW);
    private final Scenario story = Scenario.demo(11, EPOCH);
    private Path secrets;

    @BeforeEach
    void writeSecrets(@TempDir Path dir) throws Exception {
        secrets = dir.resolve("secrets");
        Accounts.writeTo(secrets, dir.resolve("targets"));
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void readsEveryPush() throws Exception {
        assertThat(told(WangsuRules.documented(), EPOCH)).containsAllEntriesOf(expected(EPOCH));
        assertThat(expected(EPOCH)).containsValue("null").hasSizeGreaterThan(100);
    }

    @Test
    void readsABacklogOfTwoMonths() throws Exception {
        Instant since = NOW.minus(Duration.ofDays(60));

        assertThat(told(WangsuRules.documented(), since)).containsAllEntriesOf(expected(since));
    }

    @ParameterizedTest
    @EnumSource(value = WangsuRules.OpenEnd.class, mode = EnumSource.Mode.EXCLUDE, names = "HIDDEN")
    void knowsAnOpenPushInEveryShape(WangsuRules.OpenEnd shape) throws Exception {
        assertThat(told(WangsuRules.documented().with(shape), EPOCH)).containsAllEntriesOf(expected(EPOCH));
    }

    @ParameterizedTest
    @EnumSource(
            value = WangsuRules.Quirk.class,
            names = {"UNSORTED", "NUMERIC_TIMES", "DURATION_MISMATCH"})
    void losesNoPushToAQuirk(WangsuRules.Quirk quirk) throws Exception {
        assertThat(told(WangsuRules.documented().with(quirk), EPOCH)).containsAllEntriesOf(expected(EPOCH));
    }

    /** One turn and the whole backlog, each request once: stream and start to end, or to null while it is open. */
    private Map<String, String> told(WangsuRules rules, Instant since) throws Exception {
        WangsuSimulator simulator = WangsuSimulator.start(vertx, 0, clock, story, Accounts.WANGSU, rules)
                .await(10, TimeUnit.SECONDS);
        WangsuConfig config =
                Fixtures.config(Map.of("WANGSU_API", simulator.api().toString()));
        WangsuFeed feed = new WangsuFeed(config, new Http(vertx, clock), new SimpleMeterRegistry());
        Account account = new Account(Accounts.WANGSU.user(), "sandbox-wangsu", new Secrets(secrets));
        Map<String, String> told = new TreeMap<>();
        Plan<WangsuAsk> plan = feed.plan(target(), Cursor.since(since), NOW);
        Deque<WangsuAsk> asks = new ArrayDeque<>(plan.asks());
        asks.addAll(plan.backlog());
        while (!asks.isEmpty()) {
            Answer<WangsuAsk> answer =
                    feed.fetch(account, target(), asks.remove()).await(10, TimeUnit.SECONDS);
            assertThat(answer).as(answer.reason()).isInstanceOf(Answer.Data.class);
            Answer.Data<WangsuAsk> data = (Answer.Data<WangsuAsk>) answer;
            assertThat(data.misfits()).isEmpty();
            data.next().forEach(asks::add);
            data.rows().stream()
                    .map(Row::event)
                    .map(PushSession.class::cast)
                    .forEach(it -> told.put(it.getStream() + "/" + it.getStartedAt(), "" + it.getEndedAt()));
        }
        return told;
    }

    private Map<String, String> expected(Instant since) {
        Map<String, String> expected = new TreeMap<>();
        for (Push push : story.pushes(since, NOW, NOW)) {
            if (push.domain().equals(DOMAIN)
                    && List.of("live/channel1", "live/channel2").contains(push.stream())) {
                expected.put(push.stream() + "/" + push.start(), "" + push.end());
            }
        }
        return expected;
    }

    private static PollTarget target() {
        Map<String, Object> settings = Map.of("domain", DOMAIN, "streams", List.of("live/channel1", "live/channel2"));
        return new PollTarget("sandbox/a", 10_000L, null, settings, null);
    }
}
