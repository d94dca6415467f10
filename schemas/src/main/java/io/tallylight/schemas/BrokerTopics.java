package io.tallylight.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The contract's Kafka side: topics, their partitions and settings. */
final class BrokerTopics {

    private static final long TIMEOUT_SECONDS = 15;

    private final Admin kafka;
    private final String prefix;

    BrokerTopics(Admin kafka, String prefix) {
        this.kafka = kafka;
        this.prefix = prefix;
    }

    void apply(Collection<Topic<?>> topics, short replication, Consumer<String> progress) {
        for (Topic<?> topic : topics) {
            if (describe(topic.name(prefix)).isPresent() || !create(topic, replication, progress)) {
                widen(topic, existing(topic.name(prefix)).partitions().size(), progress);
                alter(topic, progress);
            }
        }
        settle(topics);
    }

    /** Kafka takes a change before every broker shows it: whoever looks next shall see it. */
    private void settle(Collection<Topic<?>> topics) {
        long deadline = deadline();
        while (topics.stream().anyMatch(this::isBehind) && System.nanoTime() < deadline) pause();
    }

    private boolean isBehind(Topic<?> topic) {
        Optional<TopicDescription> there = describe(topic.name(prefix));
        return there.isEmpty()
                || there.get().partitions().size() < topic.partitions()
                || !wrongSettings(topic).isEmpty();
    }

    private TopicDescription existing(String name) {
        long deadline = deadline();
        while (System.nanoTime() < deadline) {
            Optional<TopicDescription> there = describe(name);
            if (there.isPresent()) return there.get();
            pause();
        }
        throw new ContractException("Kafka says that the topic " + name + " exists, but does not show it", null);
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }

    List<String> differences(Collection<Topic<?>> topics) {
        List<String> differences = new ArrayList<>();
        for (Topic<?> topic : topics) {
            String name = topic.name(prefix);
            Optional<TopicDescription> there = describe(name);
            if (there.isEmpty()) {
                differences.add("topic " + name + " is missing");
                continue;
            }
            int partitions = there.get().partitions().size();
            if (partitions != topic.partitions()) differences.add(partitionsOf(topic, partitions));
            wrongSettings(topic)
                    .forEach((key, is) -> differences.add("topic " + name + " has " + key + "=" + is + ", not "
                            + wanted(topic).get(key)));
        }
        return differences;
    }

    /** Event time may lie ahead (a cue is announced) and behind (a backfill): the broker must take both as they are. */
    private static Map<String, String> wanted(Topic<?> topic) {
        Map<String, String> wanted = new TreeMap<>();
        wanted.put("cleanup.policy", topic.compacted() ? "compact" : "delete");
        topic.retention().ifPresent(kept -> wanted.put("retention.ms", Long.toString(kept.toMillis())));
        wanted.put("message.timestamp.type", "CreateTime");
        wanted.put("message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        wanted.put("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        return wanted;
    }

    /** Answers false if somebody else was quicker. */
    private boolean create(Topic<?> topic, short replication, Consumer<String> progress) {
        String name = topic.name(prefix);
        Map<String, String> settings = new HashMap<>(wanted(topic));
        if (replication > 2) settings.put("min.insync.replicas", Integer.toString(replication - 1));
        NewTopic created = new NewTopic(name, topic.partitions(), replication).configs(settings);
        try {
            await(
                    "create the topic " + name,
                    kafka.createTopics(List.of(created)).all());
        } catch (TopicExistsException e) {
            return false;
        }
        progress.accept("topic " + name + ": created with " + topic.partitions() + " partitions");
        return true;
    }

    private void widen(Topic<?> topic, int partitions, Consumer<String> progress) {
        String name = topic.name(prefix);
        if (partitions < topic.partitions()) {
            await(
                    "add partitions to the topic " + name,
                    kafka.createPartitions(Map.of(name, NewPartitions.increaseTo(topic.partitions())))
                            .all());
            progress.accept("topic " + name + ": from " + partitions + " to " + topic.partitions() + " partitions");
        } else if (partitions > topic.partitions()) {
            progress.accept(partitionsOf(topic, partitions) + "; none can be taken away, so it stays");
        }
    }

    private void alter(Topic<?> topic, Consumer<String> progress) {
        Map<String, String> wrong = wrongSettings(topic);
        if (wrong.isEmpty()) return;
        List<AlterConfigOp> changes = wrong.keySet().stream()
                .map(key -> new AlterConfigOp(new ConfigEntry(key, wanted(topic).get(key)), OpType.SET))
                .toList();
        await(
                "alter the topic " + topic.name(prefix),
                kafka.incrementalAlterConfigs(Map.of(resource(topic), changes)).all());
        changes.forEach(change -> progress.accept("topic " + topic.name(prefix) + ": "
                + change.configEntry().name() + "=" + change.configEntry().value()));
    }

    /** The settings that are not as wanted, with what they are. */
    private Map<String, String> wrongSettings(Topic<?> topic) {
        ConfigResource resource = resource(topic);
        Map<ConfigResource, Config> settings = await(
                "read the settings of the topic " + resource.name(),
                kafka.describeConfigs(List.of(resource)).all());
        Map<String, String> wrong = new TreeMap<>(wanted(topic));
        wrong.replaceAll((key, value) -> valueOf(settings.get(resource), key));
        wrong.entrySet().removeIf(is -> is.getValue().equals(wanted(topic).get(is.getKey())));
        return wrong;
    }

    private static String valueOf(@Nullable Config settings, String key) {
        ConfigEntry entry = settings == null ? null : settings.get(key);
        return entry == null ? "unset" : String.valueOf(entry.value());
    }

    private Optional<TopicDescription> describe(String name) {
        try {
            return Optional.ofNullable(await(
                            "look for the topic " + name,
                            kafka.describeTopics(List.of(name)).allTopicNames())
                    .get(name));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name(prefix));
    }

    private String partitionsOf(Topic<?> topic, int partitions) {
        return "topic " + topic.name(prefix) + " has " + partitions + " partitions, not " + topic.partitions();
    }

    private static <R> R await(String what, KafkaFuture<R> answer) {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw unreachable(what, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw refused(what, e.getCause() == null ? e : e.getCause());
        }
    }

    private static RuntimeException refused(String what, Throwable cause) {
        if (cause instanceof TopicExistsException exists) return exists;
        if (cause instanceof UnknownTopicOrPartitionException unknown) return unknown;
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) return unreachable(what, cause);
        return new ContractException("Kafka refuses to " + what + ": " + cause.getMessage(), cause);
    }

    private static ContractException unreachable(String what, Throwable cause) {
        return new ContractException(
                "Kafka cannot be reached to " + what + ": look at KAFKA_BOOTSTRAP_SERVERS and KAFKA_PROPERTIES", cause);
    }
}
