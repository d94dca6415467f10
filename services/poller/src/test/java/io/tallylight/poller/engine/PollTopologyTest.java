package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Rejection;
import io.tallylight.event.Target;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.ScriptedFeed;
import io.tallylight.poller.Window;
import io.tallylight.runtime.Secrets;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollTopologyTest {

    private static final Instant START = World.START;
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedFeed feed = new ScriptedFeed();
    private final AtomicReference<Recaller.ReadBy> read = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final PollMeters meters = new PollMeters(new SimpleMeterRegistry(), "scaleengine");
    private final Arrivals.InFlight inFlight = new Arrivals.InFlight();
    private TopologyTestDriver driver;
    private PollTopology<Window> topology;
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire = new Wire(new MockSchemaRegistryClient(), "tallylight.");
        for (Topic<?> topic : List.of(Topics.VIEWER, Topics.GAPS, Topics.REJECTIONS, Topics.TARGETS_SCALEENGINE)) {
            var unused = wire.registry()
                    .register(
                            topic.subject("tallylight."),
                            new AvroSchema(topic.schema().toString().replace(",\"avro.java.string\":\"String\"", "")));
        }
        PollSettings settings =
                new PollSettings(Path.of("targets"), Path.of("secrets"), Duration.ofMillis(20), 4, Duration.ZERO, true);
        topology = new PollTopology<>(
                new PollHost<>(
                        "poller-test",
                        feed,
                        settings,
                        new Secrets(settings.secretsDir()),
                        vertx,
                        meters,
                        inFlight,
                        new Wakes(System::nanoTime),
                        new SplittableRandom(5),
                        (recall, group, last) -> {
                            read.set(last);
                            return Future.succeededFuture(List.of());
                        }),
                wire);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "poller-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        driver = new TopologyTestDriver(topology.build(), properties, START);
    }

    @AfterEach
    void stop() {
        driver.close();
        vertx.close().await();
    }

    @Test
    void looksAsCommitted() throws IOException {
        assertThat(topology.build().describe().toString()).isEqualTo(resource("/poll-topology.txt"));
    }

    @Test
    void publishesWhatWasAnsweredAtItsOwnTime() {
        answers(World.data(Events.row(START, 5)));
        TestOutputTopic<String, ViewerCount> viewers = output(Topics.VIEWER);

        wants("158/live");
        tickUntil(() -> !viewers.isEmpty());

        TestRecord<String, ViewerCount> record = viewers.readRecord();
        assertThat(record.key()).isEqualTo("scaleengine/158/live/a");
        assertThat(record.getRecordTime()).isEqualTo(START);
        assertThat(record.value().getRevision()).isEqualTo(1);
    }

    @Test
    void followsARewindOnceItIsCommittedThatItWasRead() {
        answers(World.data());
        wants("158/live");
        tickUntil(() -> asked.get() >= 2);

        input(target(World.rewound(World.since("158/live", START), START.minusSeconds(60), START)));
        tickUntil(() -> meters.page().toString().contains("settledBefore=2026-11-23T09:59:00Z"));

        assertThat(read.get())
                .isEqualTo(
                        new Recaller.ReadBy("poller-test", new TopicPartition("tallylight.targets.scaleengine", 0), 1));
    }

    @Test
    void rejectsWhatFitsNoEvent() {
        answers(World.misfit(new Misfit("expected a number, found x", "avg", "x")));
        TestOutputTopic<String, Rejection> rejections = output(Topics.REJECTIONS);

        wants("158/live");
        tickUntil(() -> !rejections.isEmpty());

        assertThat(rejections.readRecord().key()).isEqualTo("158/live");
    }

    @Test
    void survivesAFetchThatThrowsAndShowsWhy() {
        feed.fetch = ask -> {
            asked.incrementAndGet();
            throw new IllegalStateException("no secret");
        };

        wants("158/live");
        tickUntil(() -> asked.get() >= 3);

        assertThat(meters.page().toString()).contains("lastAnswer=broken").contains("no secret");
    }

    @Test
    void asksNothingAfterATombstone() {
        answers(World.data());
        wants("158/live");
        tickUntil(() -> asked.get() >= 2);

        input(null);
        int before = asked.get();
        driver.advanceWallClockTime(Duration.ofMinutes(10));

        assertThat(asked.get()).isEqualTo(before);
        assertThat(meters.page()).containsEntry("targets", Map.of());
    }

    @Test
    void asksNothingOnceItIsToStop() throws InterruptedException {
        answers(World.data());
        inFlight.stop(Duration.ZERO);

        wants("158/live");
        driver.advanceWallClockTime(Duration.ofMinutes(10));

        assertThat(asked).hasValue(0);
    }

    @Test
    void keepsItsStateInTheStores() {
        answers(World.data(Events.row(START, 5)));
        TestOutputTopic<String, ViewerCount> viewers = output(Topics.VIEWER);

        wants("158/live");
        tickUntil(() -> !viewers.isEmpty());

        assertThat(driver.getKeyValueStore("scaleengine-targets").get("158")).isNotNull();
        assertThat(driver.getKeyValueStore("scaleengine-cursors").get("158/live"))
                .isNotNull();
        assertThat(driver.getKeyValueStore("scaleengine-accounts").get("158")).isNotNull();
        assertThat(driver.getKeyValueStore("scaleengine-rows").get("158/live\0" + START.toEpochMilli()))
                .isNotNull();
    }

    private void answers(Answer<Window> answer) {
        feed.fetch = ask -> {
            asked.incrementAndGet();
            return Future.succeededFuture(answer);
        };
    }

    private void wants(String target) {
        input(target(World.since(target, START)));
    }

    private static Target target(PollTarget target) {
        return new Target("id", 1, START, "scaleengine", "158", "se", List.of(target));
    }

    private void input(@org.jspecify.annotations.Nullable Target wanted) {
        driver.createInputTopic(
                        "tallylight.targets.scaleengine",
                        new StringSerializer(),
                        wire.serializer(Topics.TARGETS_SCALEENGINE))
                .pipeInput("158", wanted);
    }

    /** Answers come on an event loop: time goes on until they show. */
    private void tickUntil(BooleanSupplier shown) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    driver.advanceWallClockTime(Duration.ofMillis(500));
                    return shown.getAsBoolean();
                });
    }

    private <T extends SpecificRecordBase> TestOutputTopic<String, T> output(Topic<T> topic) {
        return driver.createOutputTopic(wire.name(topic), new StringDeserializer(), wire.deserializer(topic));
    }

    private static String resource(String name) throws IOException {
        try (var in = java.util.Objects.requireNonNull(PollTopologyTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
