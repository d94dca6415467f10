package io.tallylight.cli;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;

/** {@code tallylight targets}: what the pollers are told to poll. */
@Command(
        name = "targets",
        mixinStandardHelpOptions = true,
        description = "Shows what the pollers are told to poll.",
        synopsisSubcommandLabel = "list")
final class Targets {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Every target of every provider, one JSON object a line.")
    int list() {
        KafkaSettings settings = Cluster.settings();
        try (Wire wire = settings.wire()) {
            Topics.all().stream()
                    .filter(topic -> topic.type().equals(Target.class))
                    .forEach(topic ->
                            current(settings, wire, wire.name(topic)).values().forEach(Targets::print));
        }
        return 0;
    }

    private static void print(Target account) {
        for (PollTarget target : account.getTargets()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("provider", account.getProvider());
            line.put("account", account.getAccount());
            line.put("target", target.getId());
            line.put("every", Duration.ofMillis(target.getEveryMillis()).toString());
            line.put("since", String.valueOf(target.getSince()));
            line.put("settings", target.getSettings());
            System.out.println(RecordJson.line(line));
        }
    }

    private static Map<String, Target> current(KafkaSettings settings, Wire wire, String name) {
        Map<String, Target> accounts = new TreeMap<>();
        Map<String, Object> ours = Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<String, SpecificRecord> consumer =
                new KafkaConsumer<>(settings.client(ours), new StringDeserializer(), targets(wire))) {
            List<TopicPartition> partitions = consumer.partitionsFor(name, Duration.ofSeconds(10)).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keep(accounts, record));
            }
        }
        return accounts;
    }

    @SuppressWarnings("unchecked") // every targets topic is made of Target
    private static org.apache.kafka.common.serialization.Deserializer<SpecificRecord> targets(Wire wire) {
        return (org.apache.kafka.common.serialization.Deserializer<SpecificRecord>)
                (org.apache.kafka.common.serialization.Deserializer<?>) wire.deserializer(Topics.TARGETS_POLYV);
    }

    private static void keep(Map<String, Target> accounts, ConsumerRecord<String, SpecificRecord> record) {
        if (record.value() == null) {
            accounts.remove(record.key());
        } else {
            accounts.put(record.key(), (Target) record.value());
        }
    }
}
