package io.tallylight.alerter;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.runtime.Env;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology on a driver with a clock of its own and the real bytes of the wire. */
final class Pipeline implements AutoCloseable {

    private static final String PREFIX = "tallylight.";
    private static final AlerterConfig CONFIG = Env.read(Map.of("ALERTER_WARM_UP", "PT0S"), AlerterConfig::from);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Wire wire = new Wire(registry(), PREFIX);
    private final TopologyTestDriver driver;

    Pipeline(Instant start) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerter-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology(), settings, start);
    }

    Topology topology() {
        return new AlerterTopology(wire, CONFIG, meters).build();
    }

    <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) {
        driver.createInputTopic(wire.name(topic), new StringSerializer(), wire.serializer(topic))
                .pipeInput(key, value);
    }

    /** Tick by tick, as in life. */
    void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= CONFIG.tick().toMillis()) {
            driver.advanceWallClockTime(CONFIG.tick());
        }
    }

    /** What came out since the last look. */
    <T extends SpecificRecord> List<TestRecord<String, T>> take(Topic<T> topic) {
        return driver.createOutputTopic(wire.name(topic), new StringDeserializer(), wire.deserializer(topic))
                .readRecordsToList();
    }

    byte @Nullable [] stored(String channel) {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(AlerterTopology.STORE);
        return store.get(channel);
    }

    double counted(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    private static MockSchemaRegistryClient registry() {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        AlerterTopology.topics().forEach(topic -> register(registry, topic));
        return registry;
    }

    private static void register(MockSchemaRegistryClient registry, Topic<?> topic) {
        String plain = topic.schema().toString().replace(",\"avro.java.string\":\"String\"", "");
        try {
            registry.register(topic.subject(PREFIX), new AvroSchema(plain));
        } catch (IOException | RestClientException unlikely) {
            throw new IllegalStateException("The registry in memory refuses " + topic.name(), unlikely);
        }
    }

    @Override
    public void close() {
        driver.close();
        wire.close();
    }
}
