package io.tallylight.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One reading of some topics up to the end that stood when it began. That end is the high watermark: the last stable
 * offset, which a read_committed consumer calls the end, leaves out what a transaction that is just open will commit.
 */
record TopicsToEnd(KafkaSettings kafka, Collection<String> topics, Duration patience) {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Where a reading begins and ends; {@code from} may lie behind the end. */
    private record Span(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {}

    <V> Map<TopicPartition, Long> read(
            Optional<Instant> since, Deserializer<V> values, Predicate<ConsumerRecord<String, V>> taker) {
        Span span = span(since);
        try (KafkaConsumer<String, V> consumer =
                new KafkaConsumer<>(kafka.client(reading()), new StringDeserializer(), values)) {
            consumer.assign(span.ends().keySet());
            span.from().forEach(consumer::seek);
            return read(consumer, span.ends(), taker);
        }
    }

    /** Waits as long as anything moves: how much there is to read says nothing about whether it can be read. */
    private <V> Map<TopicPartition, Long> read(
            KafkaConsumer<String, V> consumer,
            Map<TopicPartition, Long> ends,
            Predicate<ConsumerRecord<String, V>> taker) {
        Map<TopicPartition, Long> at = positions(consumer);
        long moved = System.nanoTime();
        boolean wanted = true;
        while (wanted && isBefore(at, ends)) {
            if (System.nanoTime() - moved > patience.toNanos()) {
                throw standsStill(at, ends);
            }
            wanted = take(consumer.poll(POLL), ends, taker);
            Map<TopicPartition, Long> before = at;
            at = positions(consumer);
            moved = at.equals(before) ? moved : System.nanoTime();
        }
        return wanted ? ends : at;
    }

    private static <V> boolean take(
            ConsumerRecords<String, V> records,
            Map<TopicPartition, Long> ends,
            Predicate<ConsumerRecord<String, V>> taker) {
        for (ConsumerRecord<String, V> record : records) {
            long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
            if (record.offset() < end && !taker.test(record)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBefore(Map<TopicPartition, Long> at, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> at.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    private static Map<TopicPartition, Long> positions(KafkaConsumer<?, ?> consumer) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(one -> positions.put(one, consumer.position(one)));
        return positions;
    }

    private TimeoutException standsStill(Map<TopicPartition, Long> at, Map<TopicPartition, Long> ends) {
        List<String> where = new ArrayList<>();
        ends.forEach((one, end) -> {
            if (at.getOrDefault(one, 0L) < end) {
                where.add(one + " at " + at.get(one) + " of " + end);
            }
        });
        return new TimeoutException("Nothing could be read for " + patience + ": the broker is away, or a transaction"
                + " is still open at " + String.join(", ", where));
    }

    private Span span(Optional<Instant> since) {
        Map<String, Object> bounded = kafka.client(Map.of());
        bounded.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        bounded.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try (Admin admin = Admin.create(bounded)) {
            List<TopicPartition> all = partitions(admin);
            OffsetSpec begin = since.map(time -> OffsetSpec.forTimestamp(time.toEpochMilli()))
                    .orElseGet(OffsetSpec::earliest);
            Map<TopicPartition, Long> from = offsets(admin, all, begin);
            Map<TopicPartition, Long> ends = offsets(admin, all, OffsetSpec.latest());
            from.replaceAll((one, offset) -> offset < 0 ? ends.getOrDefault(one, 0L) : offset); // nothing is as young
            return new Span(from, ends);
        } catch (ExecutionException failed) {
            throw reason(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while " + topics + " were looked for", interrupted);
        }
    }

    private KafkaException reason(ExecutionException failed) {
        String what = failed.getCause() instanceof UnknownTopicOrPartitionException ? "not there" : "not readable";
        return new KafkaException("One of the topics " + topics + " is " + what, failed.getCause());
    }

    private List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(topics).allTopicNames().get();
        return described.values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(one -> new TopicPartition(topic.name(), one.partition())))
                .toList();
    }

    /** As a reader that waits for no transaction sees them, which is this call's default. */
    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> all, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        all.forEach(one -> asked.put(one, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((one, found) -> offsets.put(one, found.offset()));
        return offsets;
    }

    private Map<String, Object> reading() {
        return Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis());
    }
}
