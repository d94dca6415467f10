package io.tallylight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final String TOPIC = "words";

    @TempDir
    Path data;

    @Test
    void givesBackWhatItWasGiven() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.empty())) {
            create(kafka);
            produce(kafka, "one");

            assertThat(consume(kafka)).containsExactly("one");
        }
    }

    @Test
    void keepsItsRecordsInADataDirectory() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.of(data))) {
            create(kafka);
            produce(kafka, "one");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.of(data))) {
            produce(kafka, "two");

            assertThat(consume(kafka)).containsExactly("one", "two");
        }
    }

    @Test
    void restartsWhereItsClientsKnowIt() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.empty())) {
            create(kafka);
            produce(kafka, "one");
            String before = kafka.bootstrapServers();

            kafka.restart();

            assertThat(kafka.bootstrapServers()).isEqualTo(before);
            assertThat(consume(kafka)).containsExactly("one");
        }
    }

    /** Without it, a transaction that a stop finds prepared is completed without its markers: see RATIONALE.md. */
    @Test
    void handsItsPartitionsOverBeforeItStops() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.empty());
                Admin admin = admin(kafka)) {
            String node =
                    admin.describeCluster().nodes().get().iterator().next().idString();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);

            assertThat(admin.describeConfigs(List.of(broker))
                            .all()
                            .get(10, TimeUnit.SECONDS)
                            .get(broker)
                            .get("controlled.shutdown.enable")
                            .value())
                    .isEqualTo("true");
        }
    }

    @Test
    void createsNoTopicUnasked() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.empty());
                Admin admin = admin(kafka)) {
            assertThatThrownBy(() -> produce(kafka, "one")).isNotNull();

            assertThatThrownBy(() ->
                            admin.describeTopics(List.of(TOPIC)).allTopicNames().get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private static void create(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void produce(EmbeddedKafka kafka, String word) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 3000, "linger.ms", 0);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, word)).get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(EmbeddedKafka kafka) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", "test", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            var words = new java.util.ArrayList<String>();
            for (int empty = 0; empty < 3; empty = words.isEmpty() ? 0 : empty + 1) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(300)))
                    words.add(record.value());
            }
            return words;
        }
    }
}
