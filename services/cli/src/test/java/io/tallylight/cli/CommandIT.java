package io.tallylight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.event.Completeness;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.event.ViewerCount;
import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Registry;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands against a real broker and registry; each test has a prefix of its own on them. */
class CommandIT {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final String KEY = "scaleengine/158/demo-live/channel1";

    private static EmbeddedKafka kafka;
    private static Registry registry;
    private static KafkaProducer<String, byte[]> producer;

    private final String prefix = UUID.randomUUID() + ".";

    @BeforeAll
    static void start() {
        QuietLogs.configure();
        kafka = EmbeddedKafka.start(0, Optional.empty());
        registry = Registry.start(0, Optional.empty());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        registry.close();
        kafka.close();
    }

    @Test
    void listsWhatIsMissingThenMakesItThenFindsNoDifference() {
        Run before = run("contracts", "check");
        Run applied = run("contracts", "apply");
        Run again = run("contracts", "apply");
        Run after = run("contracts", "check");

        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.out()).contains("topic " + prefix + "viewer is missing", "contracts apply");
        assertThat(applied.exitCode()).isZero();
        assertThat(applied.out()).contains(prefix + "viewer");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out().lines()).hasSize(1);
        assertThat(after.exitCode()).isZero();
        assertThat(after.out()).isEqualToIgnoringNewLines("Nothing differs.");
    }

    @Test
    void tailsWhatATopicHolds() {
        run("contracts", "apply");
        send(Topics.VIEWER, KEY, viewers("a"), viewers("b"));

        Run run = run("tail", "viewer", "--from-beginning", "--until-end");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.json()).extracting(line -> line.path("id").asText()).containsExactly("a", "b");
        assertThat(run.json().get(0).path("windowStart").asText()).isEqualTo("2026-11-23T08:00:00Z");
    }

    @Test
    void stopsAfterAsManyAsAreWanted() {
        run("contracts", "apply");
        send(Topics.VIEWER, KEY, viewers("a"), viewers("b"));

        Run run = run("tail", "viewer", "--from-beginning", "--count", "1");

        assertThat(run.json()).extracting(line -> line.path("id").asText()).containsExactly("a");
    }

    @Test
    void printsNothingThatIsOlderThanItself() {
        run("contracts", "apply");
        send(Topics.VIEWER, KEY, viewers("a"));

        Run run = run("tail", "viewer", "--until-end");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysWhereARecordLiesWithinAnEnvelope() {
        run("contracts", "apply");
        send(Topics.VIEWER, KEY, viewers("a"));

        JsonNode json = run("tail", "viewer", "--from-beginning", "--until-end", "--envelope")
                .json()
                .get(0);

        assertThat(json.path("topic").asText()).isEqualTo(prefix + "viewer");
        assertThat(json.path("partition").isInt()).isTrue();
        assertThat(json.path("offset").asLong()).isZero();
        assertThat(json.path("timestamp").asText()).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(json.path("key").asText()).isEqualTo(KEY);
        assertThat(json.at("/value/id").asText()).isEqualTo("a");
    }

    @Test
    void tailsSeveralTopicsAtOnce() {
        run("contracts", "apply");
        send(Topics.VIEWER, KEY, viewers("a"));
        send(Topics.TARGETS_POLYV, "1b448be323", target());

        Run run = run("tail", "viewer", "targets.polyv", "--from-beginning", "--until-end", "--envelope");

        assertThat(run.json())
                .extracting(line -> line.path("topic").asText())
                .containsExactlyInAnyOrder(prefix + "viewer", prefix + "targets.polyv");
    }

    @Test
    void tellsWhatCannotBeReadAndGoesOn() {
        run("contracts", "apply");
        send(Topics.VIEWER, KEY, viewers("a"));
        sendRaw("viewer", KEY, "poison".getBytes(StandardCharsets.UTF_8));
        sendRaw("viewer", null, null);
        send(Topics.VIEWER, KEY, viewers("b"));

        Run run = run("tail", "viewer", "--from-beginning", "--until-end");

        assertThat(run.exitCode()).isZero();
        assertThat(run.json()).hasSize(4);
        assertThat(run.json()).filteredOn(line -> line.has("id")).hasSize(2);
        assertThat(run.json())
                .filteredOn(line -> line.has("error"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("at").asText()).startsWith(prefix + "viewer/"));
        assertThat(run.json()).filteredOn(line -> line.has("tombstone")).hasSize(1);
    }

    @Test
    void listsTheTopicsForOneThatIsNone() {
        Run run = run("tail", "viewers");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no topic 'viewers'", "viewer, ", "ad-breaks");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysHowToMakeATopicThatIsNotThere() {
        Run run = run("tail", "viewer", "--until-end");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(prefix + "viewer is not there", "contracts apply");
    }

    @Test
    void listsTheTargetsThatHold() {
        run("contracts", "apply");
        send(Topics.TARGETS_POLYV, "1b448be323", target());
        send(Topics.TARGETS_POLYV, "gone", target());
        sendRaw("targets.polyv", "gone", null);

        Run run = run("targets", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.json()).singleElement().satisfies(line -> {
            assertThat(line.path("provider").asText()).isEqualTo("polyv");
            assertThat(line.path("account").asText()).isEqualTo("1b448be323");
            assertThat(line.path("every").asText()).isEqualTo("PT1H");
            assertThat(line.path("since").isNull()).isTrue();
        });
    }

    @Test
    void asksForARewindAsTheNextRevisionOfTheAccount() {
        run("contracts", "apply");
        send(Topics.TARGETS_POLYV, "1b448be323", target());

        Run run = run("rewind", "polyv", "hourly", "--to", "2026-11-20T00:00:00Z");
        Run again = run("rewind", "polyv", "hourly", "--to", "2026-11-21T00:00:00Z");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("poller-polyv", "/targets");
        assertThat(run.json()).singleElement().satisfies(line -> {
            assertThat(line.path("account").asText()).isEqualTo("1b448be323");
            assertThat(line.path("to").asText()).isEqualTo("2026-11-20T00:00:00Z");
        });
        assertThat(run("tail", "targets.polyv", "--from-beginning", "--until-end")
                        .json())
                .extracting(line -> line.path("revision").asInt())
                .containsExactly(1, 2, 3);
        JsonNode listed = run("targets", "list").json().get(0).path("rewind");
        assertThat(listed.path("to").asText()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(listed.path("requestedAt")).isEqualTo(again.json().get(0).path("requestedAt"));
    }

    @Test
    void listsNearTargetsForOneThatIsNone() {
        run("contracts", "apply");
        send(Topics.TARGETS_POLYV, "1b448be323", target());

        Run run = run("rewind", "polyv", "hourli", "--to", "2026-11-20T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no target 'hourli'", "hourly");
        assertThat(run("targets", "list").json().get(0).path("rewind").isNull()).isTrue();
    }

    @Test
    void saysThatAProviderHasNoTargetsYet() {
        run("contracts", "apply");

        Run run = run("rewind", "polyv", "hourly", "--to", "2026-11-20T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("It has none at all");
    }

    @Test
    void listsTheProvidersForOneThatIsNone() {
        Run run = run("rewind", "poliv", "hourly", "--to", "2026-11-20T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no provider 'poliv'", "Providers are: polyv, ", "scaleengine");
    }

    @Test
    void refusesToRewindToTheFutureOrToNoInstant() {
        Run future = run("rewind", "polyv", "hourly", "--to", "2999-01-01T00:00:00Z");
        Run none = run("rewind", "polyv", "hourly", "--to", "yesterday");

        assertThat(future.exitCode()).isEqualTo(2);
        assertThat(future.err()).contains("in the past", "2999-01-01T00:00:00Z");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("2026-11-20T00:00:00Z, found 'yesterday'");
    }

    @Test
    @Timeout(20)
    void saysInOneSentenceThatKafkaIsNotThere() {
        List<CompletableFuture<Run>> runs = Stream.of("tail viewer", "targets list", "contracts check")
                .map(args -> CompletableFuture.supplyAsync(
                        () -> Run.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"), "", args.split(" ", -1))))
                .toList();

        assertThat(runs).extracting(CompletableFuture::join).allSatisfy(run -> {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).singleElement().asString().contains("Kafka");
        });
        assertThat(runs.get(0).join().err()).contains("127.0.0.1:1 (KAFKA_BOOTSTRAP_SERVERS)");
    }

    @Test
    @Timeout(30)
    void saysInOneSentenceThatTheRegistryIsNotThere() {
        Map<String, String> nowhere = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "SCHEMA_REGISTRY_URL",
                "http://127.0.0.1:1/apis/ccompat/v7",
                "TOPIC_PREFIX",
                prefix);

        Run run = Run.of(nowhere, "", "contracts", "apply");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("registry");
    }

    @Test
    void reportsAllSettingsThatAreWrong() {
        Run run = Run.of(
                Map.of("SCHEMA_REGISTRY_URL", "not a url", "KAFKA_PROPERTIES", "/not/there"), "", "targets", "list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("SCHEMA_REGISTRY_URL", "KAFKA_PROPERTIES");
    }

    @Test
    void explainsItselfWhenNothingIsAsked() {
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("tail", "decode", "contracts", "targets", "rewind", "sandbox", "tallylight run");
    }

    private Run run(String... args) {
        Map<String, String> env = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "SCHEMA_REGISTRY_URL", registry.url(),
                "TOPIC_PREFIX", prefix);
        return Run.of(env, "", args);
    }

    @SafeVarargs
    private final <T extends SpecificRecord> void send(Topic<T> topic, String key, T... records) {
        try (Wire wire = Wire.at(registry.url(), Map.of(), prefix)) {
            for (T record : records) {
                sendRaw(topic.name(), key, wire.serializer(topic).serialize(wire.name(topic), record));
            }
        }
    }

    private void sendRaw(String topic, @Nullable String key, byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>(prefix + topic, null, START.toEpochMilli(), key, value));
        producer.flush();
    }

    private static ViewerCount viewers(String id) {
        return new ViewerCount(
                id,
                1,
                START,
                Completeness.PROVISIONAL,
                "scaleengine",
                "158",
                "demo-live",
                "channel1",
                START,
                60,
                3.5,
                1L,
                5L,
                210L,
                List.of());
    }

    private static Target target() {
        PollTarget hourly = new PollTarget("hourly", Duration.ofHours(1).toMillis(), null, Map.of(), null);
        return new Target("polyv/1b448be323", 1, START, "polyv", "1b448be323", "acme-polyv", List.of(hourly));
    }
}
