package io.tallylight.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer whose every transaction proves that its thread still is a member of its group. The broker looks at the
 * membership only where a transaction carries offsets; Kafka Streams sends none for a task that writes on its own clock and
 * has consumed nothing since it started, so that a zombie of it could commit what its successor has told already.
 */
final class ProvingProducer extends KafkaProducer<byte[], byte[]> {

    private final Supplier<Optional<Consumer<byte[], byte[]>>> member;
    private Set<TopicPartition> assigned = Set.of();
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();

    /** @param member the consumer of the thread that uses this producer */
    ProvingProducer(Map<String, Object> config, Supplier<Optional<Consumer<byte[], byte[]>>> member) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.member = member;
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        if (offsets.isEmpty()) {
            super.sendOffsetsToTransaction(member.get().map(this::known).orElse(offsets), group);
        } else {
            assigned = Set.of(); // what was known of one of them is past
            super.sendOffsetsToTransaction(offsets, group);
        }
    }

    /** One offset as it is committed already: to commit it again changes nothing. */
    private Map<TopicPartition, OffsetAndMetadata> known(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> now = consumer.assignment();
        if (!now.equals(assigned)) {
            assigned = Set.copyOf(now);
            committed = consumer.committed(assigned).entrySet().stream()
                    .filter(one -> isKnown(one.getValue()))
                    .findFirst()
                    .map(one -> Map.of(one.getKey(), one.getValue()))
                    .orElse(Map.of());
        }
        return committed;
    }

    private static boolean isKnown(@Nullable OffsetAndMetadata offset) {
        return offset != null; // a partition of which nothing was consumed yet
    }
}
