package io.tallylight.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallylight.local.Infrastructure;
import io.tallylight.local.truth.Truths;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault by itself, against pollers in processes of their own: a metric shows it, and afterwards the topics say exactly
 * what the story says, nothing twice.
 */
class FaultsIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration CATCH_UP = Duration.ofSeconds(75);
    private static final long SEED = 7;

    @TempDir
    private static Path shared;

    private static Infrastructure infrastructure;
    private static Vertx vertx;

    /** What the pollers said stays where a test failed. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @BeforeAll
    static void start() {
        infrastructure = Infrastructure.start(0, 0, Optional.of(shared.resolve("kafka")), line -> {});
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
        infrastructure.close();
    }

    /** The restated window makes a large transaction, and the kill comes at another moment of it each time. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void losesAndDoublesNothingWhenItIsKilledInTheMiddleOfARestatedWindow() throws Exception {
        try (Scene scene = Scene.begin(infrastructure, folder, SEED, vertx)) {
            Replica replica = polling(scene, Poller.SCALEENGINE);
            Mishaps mishaps = new Mishaps(scene, infrastructure);

            for (int i = 0; i < 4; i++) {
                scene.restate();
                Mishaps.rest(Duration.ofMillis(60L * i * i));
                assertThat(mishaps.kill(replica)).isTrue();
                await().atMost(LONG).until(replica::polls);
            }

            assertFlawless(scene, Poller.SCALEENGINE);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void losesAndDoublesNothingWhenAnyPollerIsKilled() throws Exception {
        try (Scene scene = Scene.begin(infrastructure, folder, SEED, vertx)) {
            Replica[] replicas = {scene.start(Poller.POLYV), scene.start(Poller.HUAWEI), scene.start(Poller.WANGSU)};
            Mishaps mishaps = new Mishaps(scene, infrastructure);

            for (Replica replica : replicas) {
                await().atMost(LONG).until(() -> scene.records(replica.poller()) > 0);
                scene.restate();
                assertThat(mishaps.kill(replica)).isTrue();
            }

            assertFlawless(scene, Poller.POLYV, Poller.HUAWEI, Poller.WANGSU);
        }
    }

    /** The woken one may be in the middle of a turn, or begin one before it learns that it has lost its targets. */
    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(names = {"SCALEENGINE", "WANGSU"})
    void doublesNothingWhenAStoppedReplicaWakesAfterAnotherHasTakenOver(Poller poller) throws Exception {
        try (Scene scene = Scene.begin(infrastructure, folder, SEED, vertx)) {
            Replica first = polling(scene, poller);
            Replica second = scene.start(poller);
            await().atMost(LONG).until(second.process()::ready);
            Mishaps mishaps = new Mishaps(scene, infrastructure);

            for (int i = 0; i < 3; i++) {
                Replica owner = first.polls() ? first : second;
                Replica other = owner == first ? second : first;
                scene.restate();
                assertThat(mishaps.pause(owner, other)).isTrue();
                scene.restate();
                await().atMost(LONG).until(() -> first.polls() || second.polls());
            }

            assertFlawless(scene, poller);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void losesAndDoublesNothingWhenTheBrokerRestarts() throws Exception {
        try (Infrastructure own = own();
                Scene scene = Scene.begin(own, folder, SEED, vertx)) {
            polling(scene, Poller.SCALEENGINE);
            Mishaps mishaps = new Mishaps(scene, own);

            scene.restate();
            assertThat(mishaps.broker(Duration.ofSeconds(2))).isTrue();

            assertFlawless(scene, Poller.SCALEENGINE);
        }
    }

    /** Who runs goes on, who starts waits and says for what. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void losesAndDoublesNothingWhenTheRegistryIsDownForAMinute() throws Exception {
        try (Infrastructure own = own();
                Scene scene = Scene.begin(own, folder, SEED, vertx)) {
            Replica running = polling(scene, Poller.SCALEENGINE);
            Replica starting = polling(scene, Poller.WANGSU);
            Mishaps mishaps = new Mishaps(scene, own);
            double before = rows(running);

            assertThat(mishaps.registry(starting, Duration.ofMinutes(1))).isTrue();

            assertThat(rows(running)).isGreaterThan(before);
            assertFlawless(scene, Poller.SCALEENGINE, Poller.WANGSU);
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource
    void losesAndDoublesNothingWhenScaleEngineDoesWrong(ProviderFault fault) throws Exception {
        try (Scene scene = Scene.begin(infrastructure, folder, SEED, vertx)) {
            Replica replica = polling(scene, Poller.SCALEENGINE);
            Mishaps mishaps = new Mishaps(scene, infrastructure);

            scene.restate();
            assertThat(mishaps.provider(Poller.SCALEENGINE, fault)).isTrue();
            scene.restate();

            assertFlawless(scene, Poller.SCALEENGINE);
            assertThat(replica.process().isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(value = Poller.class, mode = EnumSource.Mode.EXCLUDE, names = "SCALEENGINE")
    void losesAndDoublesNothingWhenAnotherProviderDoesWrong(Poller poller) throws Exception {
        try (Scene scene = Scene.begin(infrastructure, folder, SEED, vertx)) {
            Replica replica = polling(scene, poller);
            Mishaps mishaps = new Mishaps(scene, infrastructure);

            List<ProviderFault> all = List.of(
                    ProviderFault.STATUS_500,
                    ProviderFault.THROTTLED_429,
                    ProviderFault.THROTTLED_503,
                    ProviderFault.CUT_BODY,
                    ProviderFault.HTML_PAGE,
                    ProviderFault.CLOCK_AHEAD);
            List<ProviderFault> unseen = new ArrayList<>();
            for (ProviderFault fault : all) {
                if (!mishaps.provider(poller, fault)) {
                    unseen.add(fault);
                }
                scene.restate();
            }

            assertFlawless(scene, poller);
            assertThat(unseen).isEmpty();
            assertThat(replica.process().isAlive()).isTrue();
        }
    }

    /** Of that test alone, because it takes away what all others need. */
    private Infrastructure own() {
        return Infrastructure.start(0, 0, Optional.of(folder.resolve("kafka")), line -> {});
    }

    private static Replica polling(Scene scene, Poller poller) {
        Replica replica = scene.start(poller);
        await().atMost(LONG).until(() -> rows(replica) > 0);
        return replica;
    }

    private static double rows(Replica replica) {
        return replica.metric("poll_rows_total");
    }

    private static void assertFlawless(Scene scene, Poller... pollers) {
        Instant stoppedAt = scene.stop();
        for (Poller poller : pollers) {
            await().atMost(CATCH_UP).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                Verdict verdict = scene.verdict(poller, stoppedAt);
                assertThat(Truths.words(verdict.findings()))
                        .as(() -> verdict.line() + "\n" + standing(scene, poller))
                        .isEmpty();
            });
        }
        assertThat(scene.rejections()).isEmpty();
        assertThat(scene.overLimit()).isZero();
    }

    private static String standing(Scene scene, Poller poller) {
        return scene.replicas(poller).stream()
                .map(replica -> replica + ": " + replica.targets().orElse("silent"))
                .collect(Collectors.joining("\n"));
    }
}
