package io.tallylight.local.truth;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics as any consumer does: what is committed, from the beginning to what is there now. */
public final class Bus {

    /** One record as it lies on its topic. */
    public record Told<T>(String key, long timestamp, T value) {}

    private final KafkaSettings kafka;

    public Bus(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    public <T extends SpecificRecord> List<Told<T>> read(Topic<T> topic) {
        Map<String, Object> ours = Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<Told<T>> told = new ArrayList<>();
        try (Wire wire = kafka.wire();
                KafkaConsumer<String, T> consumer =
                        new KafkaConsumer<>(kafka.client(ours), new StringDeserializer(), wire.deserializer(topic))) {
            List<TopicPartition> partitions = consumer.partitionsFor(wire.name(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(record -> told.add(new Told<>(record.key(), record.timestamp(), record.value())));
            }
        }
        return told;
    }
}
