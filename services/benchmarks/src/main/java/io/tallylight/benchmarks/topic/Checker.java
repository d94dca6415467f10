package io.tallylight.benchmarks.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A read_committed consumer of the event topic that writes the ledger. */
public final class Checker implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Ledger ledger;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException fault;

    private Checker(String kafka, List<TopicPartition> topic, Ledger ledger) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.CHECK_CRCS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(topic);
        this.ledger = ledger;
        this.thread = new Thread(this::read, "checker");
    }

    public static Checker start(String kafka, List<TopicPartition> topic, Ledger ledger) {
        Checker checker = new Checker(kafka, topic, ledger);
        checker.thread.start();
        return checker;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (fault != null) {
            throw new IllegalStateException("The checker broke", fault);
        }
    }

    private void read() {
        try (consumer) {
            while (!stopped) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(50));
                long now = System.currentTimeMillis();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    ledger.take(record.value(), now);
                }
            }
        } catch (RuntimeException broken) { // told by close, to whoever waits for this
            fault = broken;
        }
    }
}
