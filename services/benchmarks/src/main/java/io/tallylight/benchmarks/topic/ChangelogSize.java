package io.tallylight.benchmarks.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How many bytes a changelog holds once it is compacted: keys and latest values. */
public final class ChangelogSize {

    private ChangelogSize() {}

    public static long of(String kafka, List<TopicPartition> changelog) {
        Map<String, Integer> sizes = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(changelog);
            consumer.seekToBeginning(changelog);
            Map<TopicPartition, Long> ends = consumer.endOffsets(changelog);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() == null) {
                        sizes.remove(record.key());
                    } else {
                        sizes.put(record.key(), record.serializedKeySize() + record.serializedValueSize());
                    }
                });
            }
        }
        return sizes.values().stream().mapToLong(Integer::longValue).sum();
    }
}
