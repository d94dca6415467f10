package io.tallylight.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A stream thread's consumer that waits for records only as long as its tasks have nothing else to do. Kafka Streams waits as
 * long every time, and looks at its clock in between: often enough for an answer that may come any moment is far too often
 * for an hour in which nothing is due.
 */
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final IdleTime idle;

    PacedConsumer(Map<String, Object> config, IdleTime idle) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.idle = idle;
    }

    /** Kafka Streams asks with zero where it must not wait at all. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return super.poll(timeout.isZero() ? timeout : idle.of(assignment().size(), timeout));
    }
}
