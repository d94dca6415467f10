package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacedConsumerTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final PacedConsumer consumer =
            new PacedConsumer(Map.of("bootstrap.servers", "127.0.0.1:1", "group.id", "none"), (partitions, usual) -> {
                asked.addAndGet(partitions);
                return Duration.ofMillis(1);
            });

    @BeforeEach
    void assign() {
        consumer.assign(List.of(new TopicPartition("none", 0)));
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void waitsAsLongAsTheApplicationCan() {
        assertThat(consumer.poll(Duration.ofHours(1)).isEmpty()).isTrue();

        assertThat(asked).hasValue(1);
    }

    @Test
    void doesNotWaitWhereKafkaStreamsMustNot() {
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();

        assertThat(asked).hasValue(0);
    }
}
