package io.tallylight.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A stream thread's consumer that waits for records only as long as the application has nothing else to do. Kafka Streams
 * waits as long every time, and looks at its clock in between: often enough for an answer that may come any moment is far too
 * often for an hour in which nothing is due.
 */
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final Supplier<Duration> idle;

    /** @param idle how long the application can wait now */
    PacedConsumer(Map<String, Object> config, Supplier<Duration> idle) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.idle = idle;
    }

    /** Kafka Streams asks with zero where it must not wait at all. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return super.poll(timeout.isZero() ? timeout : idle.get());
    }
}
