package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.ScriptedFeed;
import io.tallylight.poller.Window;
import io.tallylight.runtime.Secrets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the processor ticks and commits, under a context that counts. */
class PollProcessorTest {

    private static final Duration TICK = Duration.ofMillis(20);
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedFeed feed = new ScriptedFeed();
    private final AtomicInteger asked = new AtomicInteger();
    private final Arrivals.InFlight inFlight = new Arrivals.InFlight();
    private final MockProcessorContext<String, SpecificRecordBase> context = new MockProcessorContext<>();
    private Instant now = World.START;
    private Instant scheduledAt = now;
    private int ticks;
    private int commits;
    private PollProcessor<Window> processor;

    @BeforeEach
    void start() {
        PollSettings settings = new PollSettings(Path.of("targets"), Path.of("secrets"), TICK, 4, Duration.ZERO, true);
        processor = new PollProcessor<>(new PollHost<>(
                "poller-test",
                feed,
                settings,
                new Secrets(settings.secretsDir()),
                vertx,
                new PollMeters(new SimpleMeterRegistry(), "scaleengine"),
                inFlight,
                new Wakes(() -> Duration.between(World.START, now).toNanos()),
                new SplittableRandom(5),
                (recall, group, last) -> Future.succeededFuture(List.of())));
        for (String name : List.of("-targets", "-cursors", "-accounts", "-rows")) {
            var store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("scaleengine" + name), Serdes.String(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        feed.fetch = ask -> answer(World.data());
        processor.init(context);
    }

    @AfterEach
    void stop() {
        processor.close();
        vertx.close().await();
    }

    @Test
    void neitherTicksNorCommitsWhileNothingIsDue() {
        wants(Duration.ofHours(2));
        settle();

        run(Duration.ofMinutes(110));

        assertThat(ticks).isLessThanOrEqualTo(2);
        assertThat(commits).isZero();
    }

    @Test
    void ticksAgainWhenTheNextTurnIsDue() {
        wants(Duration.ofMinutes(10));
        settle();

        run(Duration.ofMinutes(9).plusSeconds(50));
        assertThat(asked).hasValue(1);

        runUntil(Duration.ofSeconds(12), () -> asked.get() == 2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void commitsStateWithoutAnEventWithinFiveSeconds() {
        wants(Duration.ofHours(1));
        runUntil(Duration.ofSeconds(1), () -> asked.get() == 1);
        runUntil(Duration.ofSeconds(2), () -> inFlight() == 0);
        commits = 0;

        run(Duration.ofSeconds(2));
        assertThat(commits).isZero();

        run(Duration.ofSeconds(4));
        assertThat(commits).isEqualTo(1);
    }

    @Test
    void commitsAnEventAtOnce() {
        wants(Duration.ofHours(1));
        settle();
        feed.fetch = ask -> answer(World.data(Events.row(World.START, 1)));
        run(Duration.ofMinutes(59));
        runUntil(Duration.ofMinutes(2), () -> !context.forwarded().isEmpty());

        assertThat(context.forwarded()).hasSize(1);
        assertThat(commits).isEqualTo(1);
    }

    /** A transaction costs the same whatever is in it. */
    @Test
    void letsSmallAnswersWaitForOneAnother() {
        feed.fetch = ask -> answer(World.data(Events.row(World.START, asked.get())));
        wants(Duration.ofMillis(10));
        runUntil(Duration.ofSeconds(2), () -> context.forwarded().size() == 1);
        Instant told = now;
        commits = 0;

        runUntil(Duration.ofSeconds(2), () -> context.forwarded().size() == 2);

        assertThat(now).isBetween(told.plusMillis(100), told.plusMillis(120));
        assertThat(commits).isEqualTo(1);
    }

    @Test
    void commitsAtOnceWhenItIsToStop() throws InterruptedException {
        wants(Duration.ofHours(1));
        runUntil(Duration.ofSeconds(2), () -> asked.get() == 1 && inFlight() == 0);
        commits = 0;
        inFlight.stop(Duration.ZERO);

        run(Duration.ofMillis(200));

        assertThat(commits).isEqualTo(1);
    }

    /** The limiter of a new account was never stored: a crash would forget what was asked. */
    @Test
    void commitsTheFirstRequestOfAnAccountAtOnce() {
        wants(Duration.ofHours(1));
        commits = 0;

        run(TICK);

        assertThat(commits).isEqualTo(1);
    }

    @Test
    void commitsItsAccountsBeforeItAsksAfterAPause() {
        wants(Duration.ofSeconds(10));
        settle();
        int before = asked.get();
        byte[] stored = account();
        context.<org.apache.kafka.streams.state.KeyValueStore<String, byte[]>>getStateStore("scaleengine-accounts")
                .delete("158");
        now = now.plusSeconds(60);
        punctuate();

        assertThat(asked).hasValue(before);
        assertThat(commits).isEqualTo(1);
        assertThat(account()).isEqualTo(stored);

        runUntil(Duration.ofSeconds(2), () -> asked.get() > before);
        assertThat(asked).hasValue(before + 1);
    }

    private byte[] account() {
        return context.<org.apache.kafka.streams.state.KeyValueStore<String, byte[]>>getStateStore(
                        "scaleengine-accounts")
                .get("158");
    }

    private Future<Answer<Window>> answer(Answer<Window> answer) {
        asked.incrementAndGet();
        return Future.succeededFuture(answer);
    }

    private void wants(Duration every) {
        processor.process(new Record<>(
                "158",
                new Target("id", 1, now, "scaleengine", "158", "se", List.of(World.target("a", every))),
                now.toEpochMilli()));
        rescheduled();
    }

    /** The first turn is over and its state committed. */
    private void settle() {
        runUntil(Duration.ofSeconds(2), () -> asked.get() == 1 && inFlight() == 0);
        run(Duration.ofSeconds(6));
        ticks = 0;
        commits = 0;
    }

    private void run(Duration time) {
        Instant end = now.plus(time);
        while (!next().isAfter(end)) {
            now = next();
            punctuate();
        }
        now = end;
    }

    /** Answers come on an event loop, in real time. */
    private void runUntil(Duration atMost, BooleanSupplier there) {
        Instant end = now.plus(atMost);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    if (!there.getAsBoolean() && !next().isAfter(end)) {
                        now = next();
                        punctuate();
                    }
                    return there.getAsBoolean();
                });
    }

    private void punctuate() {
        CapturedPunctuator tick = scheduled();
        assertThat(++ticks).isLessThan(1000);
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        tick.getPunctuator().punctuate(now.toEpochMilli());
        rescheduled();
    }

    private void rescheduled() {
        scheduledAt = now;
        commits += context.committed() ? 1 : 0;
        context.resetCommit();
    }

    private Instant next() {
        return scheduledAt.plus(scheduled().getInterval());
    }

    private CapturedPunctuator scheduled() {
        List<CapturedPunctuator> ticks = context.scheduledPunctuators().stream()
                .filter(tick -> !tick.cancelled())
                .toList();
        assertThat(ticks).hasSize(1);
        return ticks.get(0);
    }

    private int inFlight() {
        return inFlight.count();
    }
}
