package io.tallylight.runtime;

import io.tallylight.event.Rejection;
import io.tallylight.event.Target;
import io.tallylight.sandbox.EmbeddedKafka;
import io.tallylight.sandbox.Registry;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** A real broker and registry, and one test's topics on them. */
final class Bus implements AutoCloseable {

    private static final byte[] KEY = {'k'};

    private final EmbeddedKafka kafka = EmbeddedKafka.start(0, Optional.empty());
    private Registry registry = Registry.start(0, Optional.of(kafka.bootstrapServers()));

    Map<String, String> env(String prefix) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "SCHEMA_REGISTRY_URL",
                registry.url(),
                "TOPIC_PREFIX",
                prefix,
                "OPS_PORT",
                "0");
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    String registryUrl() {
        return registry.url();
    }

    void stopRegistry() {
        registry.close();
    }

    void startRegistry() {
        registry = Registry.start(URI.create(registry.url()).getPort(), Optional.of(kafka.bootstrapServers()));
    }

    void applyContracts(String prefix) throws Exception {
        try (Admin admin = admin();
                var client = Wire.registry(registry.url(), Map.of())) {
            Contracts.apply(admin, client, prefix, (short) 1, done -> {});
        }
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    void write(String topic, List<byte[]> values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = values.stream()
                    .map(value -> producer.send(new ProducerRecord<>(topic, KEY, value)))
                    .toList();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    /** Targets whose accounts are the numbers {@code from} to before {@code to}. */
    void writeTargets(String prefix, int from, int to) throws Exception {
        try (Wire wire = Wire.at(registry.url(), Map.of(), prefix)) {
            var serializer = wire.serializer(Relay.IN);
            write(
                    wire.name(Relay.IN),
                    IntStream.range(from, to)
                            .mapToObj(number -> serializer.serialize("", target(number)))
                            .toList());
        }
    }

    static Target target(int number) {
        return new Target("polyv/" + number, 1, Instant.EPOCH, "polyv", String.valueOf(number), "none", List.of());
    }

    /** The accounts of all committed records so far, in order. */
    List<String> relayed(String prefix) {
        try (Wire wire = Wire.at(registry.url(), Map.of(), prefix)) {
            return read(wire.name(Relay.OUT), wire.deserializer(Relay.OUT)).stream()
                    .map(Target::getAccount)
                    .toList();
        }
    }

    /** How many records were relayed, those of open and aborted transactions too. */
    long written(String prefix) throws Exception {
        try (Admin admin = admin();
                Wire wire = Wire.at(registry.url(), Map.of(), prefix)) {
            String topic = wire.name(Relay.OUT);
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            var description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get();
            description
                    .values()
                    .forEach(one -> one.partitions()
                            .forEach(part ->
                                    ends.put(new TopicPartition(topic, part.partition()), OffsetSpec.latest())));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    /** How many partitions each member of the relays' group has, by its lasting name. */
    Map<String, Integer> owners(String prefix) throws Exception {
        try (Admin admin = admin()) {
            var groups = admin.describeConsumerGroups(List.of(prefix + "relay")).all();
            return groups.get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .collect(Collectors.toMap(
                            member -> member.groupInstanceId().orElse("nobody " + member.consumerId()),
                            member -> member.assignment().topicPartitions().size()));
        }
    }

    List<String> transactionalIds(String prefix) throws Exception {
        try (Admin admin = admin()) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(prefix))
                    .toList();
        }
    }

    List<Rejection> rejections(String prefix) {
        try (Wire wire = Wire.at(registry.url(), Map.of(), prefix)) {
            return read(wire.name(Topics.REJECTIONS), wire.deserializer(Topics.REJECTIONS));
        }
    }

    private <T> List<T> read(String topic, Deserializer<T> values) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], T> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<T> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(record.value()));
            }
            return all;
        }
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
