package io.tallylight.cli;

import io.tallylight.runtime.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What some topics hold and get, committed records only, as bytes. Belongs to no group and leaves no trace. */
final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;

    /**
     * Stands at the end of the topics, or at their beginning.
     *
     * @param names as on the broker
     * @throws IllegalStateException if one of them is not there
     */
    CommittedRecords(KafkaSettings settings, Collection<String> names, boolean fromBeginning) {
        this.consumer = consumer(settings);
        try {
            List<TopicPartition> partitions =
                    names.stream().flatMap(name -> partitions(name).stream()).toList();
            consumer.assign(partitions);
            stand(partitions, fromBeginning);
        } catch (RuntimeException failed) {
            consumer.close();
            throw failed;
        }
    }

    /** Gives the records to {@code taker} until it wants no more. */
    void each(Predicate<ConsumerRecord<String, byte[]>> taker) {
        while (poll(taker)) {}
    }

    /** The same, and no further than what the topics hold now. */
    void eachUntilEnd(Predicate<ConsumerRecord<String, byte[]>> taker) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!reached(ends) && poll(record -> beyond(ends, record) || taker.test(record))) {}
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean poll(Predicate<ConsumerRecord<String, byte[]>> taker) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (!taker.test(record)) {
                return false;
            }
        }
        return true;
    }

    private static boolean beyond(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> record) {
        return record.offset() >= ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private List<TopicPartition> partitions(String name) {
        List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException(
                    "The topic " + name + " is not there. Make it with: scripts/tallylight contracts apply");
        }
        return partitions;
    }

    /** Asks for the positions at once: what comes while the first poll is under way is new already. */
    private void stand(List<TopicPartition> partitions, boolean fromBeginning) {
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
    }

    private static KafkaConsumer<String, byte[]> consumer(KafkaSettings settings) {
        Map<String, Object> ours = Cluster.bounded();
        ours.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        ours.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        ours.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings.client(ours), new StringDeserializer(), new ByteArrayDeserializer());
    }
}
