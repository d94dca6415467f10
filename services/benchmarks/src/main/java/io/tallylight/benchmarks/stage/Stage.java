package io.tallylight.benchmarks.stage;

import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Registry;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One broker and one registry for all trials; each trial has topics of its own, and they go when it ends. */
public final class Stage implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final Registry registry;
    private final Admin admin;
    private int trials;

    private Stage(EmbeddedKafka kafka, Registry registry) {
        this.kafka = kafka;
        this.registry = registry;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    public static Stage start() {
        EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.empty());
        try {
            return new Stage(kafka, Registry.start(0, Optional.empty()));
        } catch (RuntimeException failed) {
            kafka.close();
            throw failed;
        }
    }

    /** Topics and schemas under a prefix that nobody else has. */
    public Scene scene() {
        String prefix = "bench" + ++trials + ".";
        try (Wire wire = Wire.at(registry.url(), Map.of(), prefix)) {
            Contracts.apply(admin, wire.registry(), prefix, (short) 1, line -> {});
            done(admin.createTopics(List.of(new NewTopic(prefix + "floor-cursors", 1, (short) 1)))
                    .all());
            String subject = Topics.VIEWER.subject(prefix);
            int schemaId = wire.registry().getLatestSchemaMetadata(subject).getId();
            return new Scene(this, prefix, schemaId);
        } catch (IOException | io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException e) {
            throw new IllegalStateException("The registry does not know the schema that it was given", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        try {
            registry.close();
        } finally {
            kafka.close();
        }
    }

    /** What one trial has for itself. */
    public record Scene(Stage stage, String prefix, int schemaId) implements AutoCloseable {

        public Map<String, String> settings() {
            return Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", bootstrap(),
                    "SCHEMA_REGISTRY_URL", stage.registry.url(),
                    "TOPIC_PREFIX", prefix);
        }

        public String bootstrap() {
            return stage.kafka.bootstrapServers();
        }

        public List<TopicPartition> partitions(Predicate<String> named) {
            List<TopicPartition> all = new ArrayList<>();
            List<String> wanted = topics().stream().filter(named).toList();
            done(stage.admin.describeTopics(wanted).allTopicNames())
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition -> all.add(new TopicPartition(name, partition.partition()))));
            return all;
        }

        private List<String> topics() {
            return done(stage.admin.listTopics().names()).stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        }

        @Override
        public void close() {
            done(stage.admin.deleteTopics(topics()).all());
        }
    }

    private static <R extends @Nullable Object> R done(org.apache.kafka.common.KafkaFuture<R> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker refuses: " + e.getCause(), e);
        }
    }
}
