package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.event.SpliceSignal;
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
import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.huawei.HuaweiRules;
import io.tallylight.sandbox.huawei.HuaweiSimulator;
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
class HuaweiSimulatorIT {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant NOW = EPOCH.plus(Duration.ofHours(2));

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
    void readsEverySignalWithKeys() throws Exception {
        assertThat(told("sandbox-huawei", HuaweiRules.documented())).isEqualTo(expected());
    }

    @Test
    void readsEverySignalWithAPasswordAndTheLongestToken() throws Exception {
        assertThat(told("sandbox-huawei-password", HuaweiRules.documented().tokenLength(100_000)))
                .isEqualTo(expected());
    }

    @ParameterizedTest
    @EnumSource(HuaweiRules.Quirk.class)
    void losesNoSignalToAQuirk(HuaweiRules.Quirk quirk) throws Exception {
        assertThat(told("sandbox-huawei", HuaweiRules.documented().with(quirk))).hasSameSizeAs(expected());
    }

    @Test
    void readsEverySignalOfAProviderThatSelectsByArrival() throws Exception {
        HuaweiRules rules = HuaweiRules.documented().filteredBy(HuaweiRules.Filter.ARRIVAL);

        assertThat(told("sandbox-huawei", rules)).containsAllEntriesOf(expected());
    }

    /** One turn and the whole backlog, each request once; by start and event id, because that is what the story tells of a signal. */
    private Map<String, String> told(String credentials, HuaweiRules rules) throws Exception {
        HuaweiSimulator simulator = HuaweiSimulator.start(vertx, 0, clock, story, Accounts.HUAWEI, rules)
                .await(10, TimeUnit.SECONDS);
        String api = simulator.api().toString();
        HuaweiConfig config = Fixtures.config(Map.of("HUAWEI_API", api, "HUAWEI_IAM_API", api));
        HuaweiFeed feed = new HuaweiFeed(config, new Http(vertx, clock), new SimpleMeterRegistry());
        Account account = new Account(Accounts.HUAWEI.projectId(), credentials, new Secrets(secrets));
        Map<String, String> told = new TreeMap<>();
        Plan<HuaweiAsk> plan = feed.plan(target(), Cursor.since(EPOCH), NOW);
        Deque<HuaweiAsk> asks = new ArrayDeque<>(plan.asks());
        asks.addAll(plan.backlog());
        while (!asks.isEmpty()) {
            Answer<HuaweiAsk> answer =
                    feed.fetch(account, target(), asks.remove()).await(10, TimeUnit.SECONDS);
            assertThat(answer).as(answer.reason()).isInstanceOf(Answer.Data.class);
            Answer.Data<HuaweiAsk> data = (Answer.Data<HuaweiAsk>) answer;
            assertThat(data.misfits()).isEmpty();
            data.next().forEach(asks::add);
            data.rows().stream()
                    .map(Row::event)
                    .map(SpliceSignal.class::cast)
                    .forEach(it -> told.put(name(it), "" + it.getBase64()));
        }
        return told;
    }

    private Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>();
        List<Signal> signals = story.signals(EPOCH.minusSeconds(600), NOW);
        Instant from = EPOCH.minusSeconds(60);
        Instant to = NOW.minusSeconds(60);
        signals.stream()
                .filter(it -> it.channel().equals("channel1"))
                .filter(it -> !it.startAt().isBefore(from) && it.startAt().isBefore(to))
                .forEach(it -> expected.put(name(it), it.base64()));
        return expected;
    }

    private static String name(SpliceSignal it) {
        return it.getStartAt().getEpochSecond() + "/" + Math.floorMod(it.getEventId(), 1L << 31) + "/"
                + it.getSegmentationTypeId();
    }

    private static String name(Signal it) {
        return it.startAt().getEpochSecond() + "/" + it.eventId() + "/" + segmentation(it.segmentationType());
    }

    private static String segmentation(String type) {
        List<String> names = List.of(
                "ProviderAdvertisementStart",
                "ProviderAdvertisementEnd",
                "DistributorAdvertisementStart",
                "DistributorAdvertisementEnd",
                "ProviderPlacementOpportunityStart",
                "ProviderPlacementOpportunityEnd",
                "DistributorPlacementOpportunityStart",
                "DistributorPlacementOpportunityEnd");
        return names.contains(type) ? "" + (0x30 + names.indexOf(type)) : "null";
    }

    private static PollTarget target() {
        Map<String, Object> settings = Map.of("domain", "ingest.example.com", "app", "live", "channel", "channel1");
        return new PollTarget("sandbox/channel1", 10_000L, null, settings, null);
    }
}
