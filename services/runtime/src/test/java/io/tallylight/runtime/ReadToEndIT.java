package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.sandbox.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ReadToEndIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static EmbeddedKafka kafka;
    private static KafkaSettings settings;

    private String topic = "";

    @BeforeAll
    static void start() {
        Logs.TEXT.configure();
        kafka = EmbeddedKafka.start(0, Optional.empty());
        settings = Env.read(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "SCHEMA_REGISTRY_URL", "http://unused"),
                KafkaSettings::from);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void create(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    @Test
    void givesWhatWasCommittedAndNothingThatWasTakenBack() {
        try (KafkaProducer<String, String> producer = transactional()) {
            commit(producer, "a", "b");
            producer.beginTransaction();
            send(producer, 0, "taken back");
            producer.abortTransaction();
            commit(producer, "c");
        }

        assertThat(read(Optional.empty(), PATIENCE)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void readsNothingOfAnEmptyTopic() {
        assertThat(read(Optional.empty(), PATIENCE)).isEmpty();
    }

    @Test
    void waitsForATransactionThatWasOpenWhenItBegan() {
        List<String> read = new ArrayList<>();
        try (KafkaProducer<String, String> producer = transactional()) {
            producer.beginTransaction();
            send(producer, 0, "a");
            send(1, 1000, "it began");

            settings.readToEnd(List.of(topic), Optional.empty(), PATIENCE, new StringDeserializer(), record -> {
                if (read.isEmpty()) {
                    producer.commitTransaction();
                }
                return read.add(record.value());
            });
        }
        assertThat(read).containsExactly("it began", "a");
    }

    @Test
    void saysWhereItStandsWhenATransactionStaysOpen() {
        try (KafkaProducer<String, String> producer = transactional()) {
            producer.beginTransaction();
            send(producer, 0, "a");

            assertThatThrownBy(() -> read(Optional.empty(), Duration.ofSeconds(2)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContainingAll("a transaction is still open", topic + "-0 at 0 of 1");
        }
    }

    @Test
    void beginsAtTheTimeThatIsAskedFor() {
        send(0, 1000, "old");
        send(0, 2000, "young");

        assertThat(read(Optional.of(Instant.ofEpochMilli(1500)), PATIENCE)).containsExactly("young");
        assertThat(read(Optional.of(Instant.ofEpochMilli(2001)), PATIENCE)).isEmpty();
    }

    /** What comes later is fetched, as the transaction is still waited for then, and not given. */
    @Test
    void endsWhereTheTopicEndedWhenItBegan() {
        List<String> read = new ArrayList<>();
        try (KafkaProducer<String, String> producer = transactional()) {
            producer.beginTransaction();
            send(producer, 1, "open");
            send(0, 1000, "it began");
            Deserializer<String> values = (name, bytes) -> {
                String value = new String(bytes, StandardCharsets.UTF_8);
                if (value.equals("later")) {
                    producer.commitTransaction();
                }
                return value;
            };

            Map<TopicPartition, Long> upTo =
                    settings.readToEnd(List.of(topic), Optional.empty(), PATIENCE, values, record -> {
                        if (read.isEmpty()) {
                            send(0, 1000, "later");
                        }
                        return read.add(record.value());
                    });

            assertThat(upTo).isEqualTo(Map.of(new TopicPartition(topic, 0), 1L, new TopicPartition(topic, 1), 1L));
        }
        assertThat(read).containsExactly("it began", "open");
    }

    @Test
    void stopsWhenTheTakerWantsNoMore() {
        send(0, 1000, "a", "b", "c");
        List<String> read = new ArrayList<>();

        settings.readToEnd(List.of(topic), Optional.empty(), PATIENCE, new StringDeserializer(), record -> {
            read.add(record.value());
            return read.size() < 2;
        });

        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void saysThatATopicIsNotThere() {
        topic = "nowhere";

        assertThatThrownBy(() -> read(Optional.empty(), PATIENCE))
                .isInstanceOf(KafkaException.class)
                .hasMessageContainingAll("nowhere", "not there");
    }

    private List<String> read(Optional<Instant> since, Duration patience) {
        List<String> values = new ArrayList<>();
        settings.readToEnd(
                List.of(topic), since, patience, new StringDeserializer(), record -> values.add(record.value()));
        return values;
    }

    private static KafkaProducer<String, String> transactional() {
        KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "test"));
        producer.initTransactions();
        return producer;
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> ours) {
        return new KafkaProducer<>(settings.client(ours), new StringSerializer(), new StringSerializer());
    }

    private void commit(KafkaProducer<String, String> producer, String... values) {
        producer.beginTransaction();
        List.of(values).forEach(value -> send(producer, 0, value));
        producer.commitTransaction();
    }

    private void send(KafkaProducer<String, String> producer, int partition, String value) {
        send(producer, new ProducerRecord<>(topic, partition, "key", value));
    }

    private void send(int partition, long time, String... values) {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            List.of(values)
                    .forEach(value -> send(producer, new ProducerRecord<>(topic, partition, time, "key", value)));
        }
    }

    private static void send(KafkaProducer<String, String> producer, ProducerRecord<String, String> record) {
        Future<RecordMetadata> sent = producer.send(record);
        producer.flush();
        assertThat(sent).isDone();
    }
}
