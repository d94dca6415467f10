package io.tallylight.poller.testkit;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Registry;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker and a real registry, one of each for the tests of a process; every test has topics of its own. */
final class Stage {

    private static final short ONE = 1;

    static final LogWatch LOG = LogWatch.begin();
    private static final Registry REGISTRY = Registry.start(0, Optional.empty());
    private static final Stage SHARED = new Stage();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(REGISTRY::close, "stage-stop"));
    }

    final EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.empty());
    final Vertx vertx = Vertx.vertx();

    static Stage shared() {
        return SHARED;
    }

    static Stage withItsOwnBroker() {
        return new Stage();
    }

    /** The shared one stays for the next. */
    void leave() {
        if (this != SHARED) {
            kafka.close();
            vertx.close().await();
        }
    }

    String registry() {
        return REGISTRY.url();
    }

    void contracts(String prefix) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                Wire wire = wire(prefix)) {
            Contracts.apply(admin, wire.registry(), prefix, ONE, progress -> {});
        }
    }

    /** All that is committed on a topic by now, in the order of each partition. */
    <E extends SpecificRecordBase> List<E> read(String prefix, Topic<E> topic) {
        try (Wire wire = wire(prefix)) {
            return records(wire.name(topic), wire.deserializer(topic)).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    <V> List<ConsumerRecord<String, V>> records(String topic, Deserializer<V> values) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, V>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(50)).forEach(all::add);
            }
            return all;
        }
    }

    /** The end of every partition of the broker. */
    Map<TopicPartition, Long> ends() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ListTopicsOptions all = new ListTopicsOptions().listInternal(true);
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            now(admin.describeTopics(now(admin.listTopics(all).names())).allTopicNames())
                    .forEach((topic, is) -> is.partitions()
                            .forEach(one ->
                                    wanted.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            now(admin.listOffsets(wanted).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }

    private static <T> T now(KafkaFuture<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    KafkaSettings settings(String prefix) {
        return new KafkaSettings(kafka.bootstrapServers(), Map.of(), URI.create(registry()), Map.of(), prefix);
    }

    private Wire wire(String prefix) {
        return Wire.at(registry(), Map.of(), prefix);
    }
}
