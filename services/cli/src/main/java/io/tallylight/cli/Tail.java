package io.tallylight.cli;

import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tallylight tail}: committed records as JSON, one a line. What cannot be read is a line with an error. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Prints the records of a topic, one JSON object a line.")
final class Tail implements Callable<Integer> {

    @Parameters(paramLabel = "TOPIC", description = "Name without prefix, such as viewer or ad-breaks.")
    private String topic = "";

    @Option(names = "--from-beginning", description = "Everything that the topic holds, then what comes.")
    private boolean fromBeginning;

    @Option(names = "--count", paramLabel = "N", description = "Stop after N records.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--until-end", description = "Stop at what the topic holds now.")
    private boolean untilEnd;

    @Option(names = "--envelope", description = "Each record within {topic, partition, offset, timestamp, key, value}.")
    private boolean envelope;

    @Override
    public Integer call() {
        if (Topics.named(topic).isEmpty()) {
            String known = String.join(
                    ", ", Topics.all().stream().map(one -> one.name()).toList());
            System.err.println("There is no topic '" + topic + "'. Topics are: " + known);
            return 2;
        }
        KafkaSettings settings = Cluster.settings();
        Map<String, Object> ours = Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (Wire wire = settings.wire();
                KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                        settings.client(ours), new StringDeserializer(), new ByteArrayDeserializer())) {
            begin(consumer, settings.prefix() + topic);
            print(consumer, wire.anyRecord());
            return 0;
        }
    }

    private void begin(KafkaConsumer<String, byte[]> consumer, String name) {
        List<TopicPartition> partitions = consumer.partitionsFor(name, Duration.ofSeconds(10)).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("Topic " + name + " is not there. Run: scripts/tallylight contracts apply");
        }
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
    }

    private void print(KafkaConsumer<String, byte[]> consumer, Deserializer<GenericRecord> values) {
        long left = count;
        Map<TopicPartition, Long> ends = untilEnd ? consumer.endOffsets(consumer.assignment()) : Map.of();
        while (left > 0 && !(untilEnd && reached(consumer, ends))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (left-- > 0) {
                    System.out.println(RecordJson.line(json(record, values)));
                }
            }
        }
    }

    private static boolean reached(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<String, Object> json(ConsumerRecord<String, byte[]> record, Deserializer<GenericRecord> values) {
        Map<String, @Nullable Object> value = value(record, values);
        if (!envelope) {
            return value;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topic", record.topic());
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        json.put("timestamp", java.time.Instant.ofEpochMilli(record.timestamp()).toString());
        json.put("key", record.key());
        json.put("value", value);
        return json;
    }

    private static Map<String, Object> value(
            ConsumerRecord<String, byte[]> record, Deserializer<GenericRecord> values) {
        if (record.value() == null) {
            return Map.of("tombstone", record.key());
        }
        try {
            return RecordJson.of(values.deserialize(record.topic(), record.value()));
        } catch (SerializationException unreadable) {
            String where = record.topic() + "/" + record.partition() + "/" + record.offset();
            return Map.of("error", String.valueOf(unreadable.getMessage()), "at", where);
        }
    }
}
