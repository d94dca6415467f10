package io.tallylight.normalizer;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.normalizer.channels.ChannelNames;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology on a driver, with the real bytes of the wire and schemas that are registered beforehand. */
final class Pipeline implements AutoCloseable {

    static final Duration REMEMBER_FOR = Duration.ofDays(2);
    static final Instant NOW = Instant.parse("2026-11-23T12:02:00Z");
    private static final String PREFIX = "tallylight.";

    final AtomicReference<ChannelNames> names = new AtomicReference<>(ChannelNames.NONE);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TopologyTestDriver driver;
    private final Wire wire;

    Pipeline() {
        wire = new Wire(registry(), PREFIX);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "normalizer-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology(), settings, NOW);
    }

    Topology topology() {
        return new NormalizerTopology(wire, names::get, REMEMBER_FOR, meters).build();
    }

    <T extends SpecificRecord> void send(Topic<T> topic, TestRecord<String, T> record) {
        driver.createInputTopic(wire.name(topic), new StringSerializer(), wire.serializer(topic))
                .pipeInput(record);
    }

    <T extends SpecificRecord> void send(Topic<T> topic, String key, T event) {
        send(topic, new TestRecord<>(key, event));
    }

    /** What came out since the last look. */
    <T extends SpecificRecord> List<TestRecord<String, T>> take(Topic<T> topic) {
        return driver.createOutputTopic(wire.name(topic), new StringDeserializer(), wire.deserializer(topic))
                .readRecordsToList();
    }

    <T extends SpecificRecord> List<T> takeValues(Topic<T> topic) {
        return take(topic).stream().map(TestRecord::value).toList();
    }

    double counted(String meter, String lane) {
        return meters.get(meter).tag("lane", lane).counter().count();
    }

    /** Ids of the events that a lane remembers. */
    long remembered(String lane) {
        return driver.<String, Published>getKeyValueStore(lane + "-published").approximateNumEntries();
    }

    @Override
    public void close() {
        driver.close();
        wire.close();
    }

    private static MockSchemaRegistryClient registry() {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        NormalizerTopology.topics().forEach(topic -> register(registry, topic));
        return registry;
    }

    private static void register(MockSchemaRegistryClient registry, Topic<?> topic) {
        String plain = topic.schema().toString().replace(",\"avro.java.string\":\"String\"", "");
        try {
            registry.register(topic.subject(PREFIX), new AvroSchema(plain));
        } catch (IOException | RestClientException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
