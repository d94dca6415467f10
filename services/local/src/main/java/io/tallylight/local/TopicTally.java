package io.tallylight.local;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Counts what flows on every topic, as any consumer sees it: committed records, decoded through the registry. */
final class TopicTally implements AutoCloseable {

    /** One topic so far: {@code before} records were there when the tally began. */
    record Count(long records, long before, String newest) {

        static final Count NONE = new Count(0, 0, "");

        long flowed() {
            return records - before;
        }
    }

    private final Wire wire;
    private final KafkaConsumer<String, @Nullable GenericRecord> consumer;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    TopicTally(KafkaSettings kafka) {
        this.wire = kafka.wire();
        Map<String, Object> client = kafka.client(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false));
        this.consumer = new KafkaConsumer<>(client, new StringDeserializer(), wire.anyRecord());
        this.thread = new Thread(this::count, "topic-tally");
    }

    /** Counts what is there already, and goes on counting on a thread of its own. */
    void start() {
        List<TopicPartition> partitions = Topics.all().stream()
                .flatMap(topic -> consumer.partitionsFor(wire.name(topic)).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Topics.all().forEach(topic -> counts.put(topic.name(), Count.NONE));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            poll();
        }
        counts.replaceAll((name, count) -> new Count(count.records(), count.records(), count.newest()));
        thread.start();
    }

    Map<String, Count> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        wire.close();
    }

    private void count() {
        while (!stopped) {
            poll();
        }
    }

    /** Anybody can put anything on a topic: what cannot be read is told in the table and passed by. */
    private void poll() {
        try {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> add(record.topic(), newest(record)));
        } catch (RecordDeserializationException unreadable) {
            add(unreadable.topicPartition().topic(), "cannot be read: " + unreadable.getMessage());
            consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
        }
    }

    private static String newest(ConsumerRecord<String, @Nullable GenericRecord> record) {
        GenericRecord value = record.value();
        if (value == null) {
            return record.key() + " ended";
        }
        return value.hasField("id") ? String.valueOf(value.get("id")) : record.key();
    }

    private void add(String topic, String newest) {
        String name = topic.substring(
                wire.name(Topics.VIEWER).length() - Topics.VIEWER.name().length());
        counts.merge(
                name, new Count(1, 0, newest), (all, one) -> new Count(all.records() + 1, all.before(), one.newest()));
    }

    /** The topics that must flow in every demo. */
    static List<Topic<?>> mustFlow() {
        return List.of(
                Topics.VIEWER,
                Topics.HOURLY,
                Topics.SCTE35,
                Topics.PUSH_SESSION,
                Topics.METRICS,
                Topics.CUES,
                Topics.AD_BREAKS,
                Topics.ALERTS);
    }
}
